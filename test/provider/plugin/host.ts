import { selfSigned } from "../../../provider/plugin/certificate.ts";
import { start } from "./child.ts";
import { connect } from "./client.ts";

/** A host that starts a plugin, keeps it busy as a real one does, tells where it listens, and waits to be killed. */
const own = selfSigned(new Date());
const plugin = await start({
  script: "echo-plugin.ts",
  environment: { PLUGIN_CLIENT_CERT: own.certificate },
});
const client = connect(plugin, own);
client.openStream("/plugin.GRPCBroker/StartStream");
client.openStream("/plugin.GRPCStdio/StreamStdio");
await client.call("/echo.Echo/Linger");
console.log(plugin.firstLine);
setInterval(() => {}, 60_000);
