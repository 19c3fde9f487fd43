import { nodeVersionProblem } from "./node-version.ts";
import { panic } from "./plugin/lifecycle.ts";
import { serve } from "./plugin/serve.ts";
import { cookie, protocolVersion } from "./protocol/cookie.ts";

/** The binary Terraform starts. Only what the handshake needs is loaded before it; Terraform connects meanwhile. */
const problem = nodeVersionProblem(process.version);
// Of what a plugin says before its handshake, Terraform shows people a panic and nothing else.
if (problem !== undefined) panic(problem);

void serve({
  cookie,
  protocolVersion,
  environment: process.env,
  load: async () => (await import("./load.ts")).load(process.env),
});
