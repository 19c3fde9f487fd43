import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { selfSigned } from "../provider/plugin/certificate.ts";
import { cookie } from "../provider/protocol/cookie.ts";
import { timeNode } from "./bare-node.ts";
import { type Paired, paired } from "./paired.ts";

const built = new URL("../provider/dist/terraform-provider-jeton", import.meta.url).pathname;

/** What Terraform waits for each time it starts the built provider, its launcher and mutual TLS included. */
export async function run(): Promise<Paired> {
  const env = {
    PATH: process.env["PATH"],
    [cookie.name]: cookie.value,
    PLUGIN_CLIENT_CERT: selfSigned(new Date()).certificate,
  };
  return paired(
    () => timeToHandshake(env),
    () => timeNode(),
  );
}

async function timeToHandshake(env: NodeJS.ProcessEnv): Promise<number> {
  const start = performance.now();
  const child = spawn(built, { stdio: ["ignore", "pipe", "ignore"], env });
  const exited = once(child, "exit");
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const elapsed = performance.now() - start;
  child.kill();
  await exited;
  if (!line.startsWith("1|6|")) throw new Error(`The provider began with ${line}`);
  return elapsed;
}
