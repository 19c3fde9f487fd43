import type { Entry } from "../command.ts";

/** Every client command; adding one is its file and a line here. */
export const commands: Readonly<Record<string, Entry>> = {
  get: {
    group: "Objects",
    summary: "List objects, or show some.",
    load: async () => (await import("./get.ts")).defineGet,
  },
  delete: {
    group: "Objects",
    summary: "Delete objects.",
    load: async () => (await import("./delete.ts")).defineDelete,
  },
  config: {
    group: "This client",
    summary: "Which servers there are, and how to sign in to them.",
    load: async () => (await import("./config.ts")).defineConfig,
  },
};
