import { createFlows, type Guard } from "./flows.ts";
import { byIntrospection, byMiddleware, byProxy } from "./guards.ts";

/** `GUARD=proxy|middleware|introspection node main.ts`, with `JETON_URL`, and `JETON_TOKEN` for introspection. */
const { GUARD = "proxy", JETON_URL = "http://127.0.0.1:8080", JETON_TOKEN = "", PORT = "3000" } = process.env;

const guards: Readonly<Record<string, Guard>> = {
  proxy: byProxy,
  middleware: byMiddleware(JETON_URL),
  introspection: byIntrospection(JETON_URL, JETON_TOKEN),
};
const guard = guards[GUARD];
if (guard === undefined) throw new Error(`GUARD must be one of ${Object.keys(guards).join(", ")}`);

const server = createFlows(guard).listen(Number(PORT), "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  console.log(`flows, guarded by ${GUARD}: http://127.0.0.1:${String(port)}/flows`);
});
