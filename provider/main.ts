import { nodeVersionProblem } from "./node-version.ts";
import { refuseToStart } from "./plugin/lifecycle.ts";
import { serve } from "./plugin/serve.ts";
import { cookie, protocolVersion } from "./protocol/cookie.ts";

/** The binary Terraform starts. Only what the handshake needs is loaded before it; Terraform connects meanwhile. */
const problem = nodeVersionProblem(process.version);
if (problem !== undefined) refuseToStart(problem);

let close = async (): Promise<void> => undefined;

void serve({
  cookie,
  protocolVersion,
  environment: process.env,
  load: async () => {
    const loaded = (await import("./load.ts")).load(process.env);
    ({ close } = loaded);
    return loaded.handlers;
  },
  close: () => close(),
});
