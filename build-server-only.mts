import { mkdir, writeFile } from "node:fs/promises";
import { serverOutputs } from "./tools/server-outputs.ts";
await mkdir("server/dist", { recursive: true });
for (const { path, make } of await serverOutputs()) { await mkdir(path.replace(/\/[^/]*$/, ""), { recursive: true }); await writeFile(path, await make()); }
