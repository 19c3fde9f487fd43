import { serve } from "../../../provider/plugin/serve.ts";

/** Prints on standard output in every way before and after the handshake, as a careless library might. */
const served = serve({
  cookie: { name: "ECHO_COOKIE", value: "crumb" },
  protocolVersion: 6,
  environment: process.env,
  load: async () => {
    console.log("noise while loading");
    return new Map();
  },
});
console.log("noise by console.log");
console.info("noise by console.info");
process.stdout.write("noise by write\n");
await served;
