import { nodeVersionProblem } from "./node-version.ts";
import { refuseToStart } from "./plugin/lifecycle.ts";
import { serve } from "./plugin/serve.ts";
import { cookie, protocolVersion } from "./protocol/cookie.ts";

/** The binary Terraform starts. Only what the handshake needs is loaded before it; Terraform connects meanwhile. */
const problem = nodeVersionProblem(process.version);
if (problem !== undefined) refuseToStart(problem);

void serve({
  cookie,
  protocolVersion,
  environment: process.env,
  load: async () => (await import("./load.ts")).load(process.env),
});
