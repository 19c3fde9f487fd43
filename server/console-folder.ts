import path from "node:path";

/** Where the built console lies: beside the bundle, which is in `dist` itself. */
export const consoleFolder = import.meta.filename.endsWith(".ts")
  ? path.join(import.meta.dirname, "dist/console")
  : path.join(import.meta.dirname, "console");
