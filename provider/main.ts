import { serve } from "./plugin/serve.ts";
import { cookie, protocolVersion } from "./protocol/cookie.ts";

/** The binary Terraform starts. Only what the handshake needs is loaded before it; Terraform connects meanwhile. */
void serve({
  cookie,
  protocolVersion,
  environment: process.env,
  load: async () => {
    const [{ createHandlers }, { createJeton }] = await Promise.all([
      import("./protocol/handlers.ts"),
      import("./jeton.ts"),
    ]);
    return createHandlers(createJeton(process.env));
  },
});
