import { rpc } from "../rpc.ts";

/** Ctrl-C reaches a provider this way, and it may come while nothing runs. */
export const stopProvider = rpc("StopProvider", {
  call: async ({ server }) => {
    server.stop();
    return {};
  },
  failed: ([diagnostic]) => ({ Error: diagnostic?.detail }),
});
