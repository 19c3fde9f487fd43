import { serve } from "../../provider/plugin/serve.ts";
import { cookie, protocolVersion } from "../../provider/protocol/cookie.ts";

/** The toy as a plugin that Terraform starts itself. */
await serve({
  cookie,
  protocolVersion,
  environment: process.env,
  load: async () => {
    const [{ createHandlers }, { toyProvider }] = await Promise.all([
      import("../../provider/protocol/handlers.ts"),
      import("./toy-provider.ts"),
    ]);
    return createHandlers(toyProvider());
  },
});
