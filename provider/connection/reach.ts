import { readFile } from "node:fs/promises";
import { certificatesIn, trust } from "../../network/certificates.ts";
import { readProxies } from "../../network/proxies.ts";
import { createSend } from "../../network/send.ts";
import type { Send } from "../../server/contract/client.ts";
import type { Block } from "./block.ts";
import type { Environment, Found } from "./settings.ts";

/** More than Terraform walks at once unless told to; what asks for more than this waits its turn. */
const MAX_CONNECTIONS = 32;

const TRUSTING =
  "name the file of a private authority's certificate as `ca_cert_file` in the provider's block, or in NODE_EXTRA_CA_CERTS";

/** The way to servers, through whatever is between; one for all calls, so that they share connections. */
export async function reach(
  { ca_cert_file: file }: Pick<Block, "ca_cert_file">,
  environment: Environment,
): Promise<Found<Send>> {
  try {
    if (file !== null) trust(await readCertificates(file));
    const proxies = readProxies(environment);
    const value = createSend({ proxies, trusting: TRUSTING, maxConnections: MAX_CONNECTIONS });
    return { type: "found", value };
  } catch (cause) {
    return { type: "missing", complaint: cause instanceof Error ? cause.message : String(cause) };
  }
}

async function readCertificates(file: string): Promise<readonly string[]> {
  const name = `the file ${JSON.stringify(file)} that \`ca_cert_file\` names`;
  const text = await readFile(file, "utf8").catch((cause: Error) => {
    throw new Error(`${name} cannot be read: ${cause.message}`);
  });
  return certificatesIn(text, name);
}
