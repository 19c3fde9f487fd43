import type { ServerResponse } from "node:http";
import type { Diagnostic } from "../../../provider/framework/diagnostic.ts";

import { mapObject, type ObjectValue } from "../../../provider/framework/value.ts";
import { createJeton, type Jeton } from "../../../provider/jeton.ts";

/** A well-formed object of a server that has it. */
export function found(response: ServerResponse): void {
  json(response, 200, { id: "prj_1", name: "shop" });
}

export function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

export interface Asked {
  readonly state: ObjectValue | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** The provider as Terraform uses it: its block validated and configured, then one data source read. */
export async function ask(
  environment: Readonly<Record<string, string>>,
  block: ObjectValue = {},
): Promise<Asked> {
  const jeton = await configured(environment, block);
  return await lookUp(jeton);
}

export async function configured(
  environment: Readonly<Record<string, string>>,
  block: ObjectValue = {},
): Promise<Jeton> {
  const jeton = createJeton(environment);
  const whole = { ...mapObject(jeton.schema().provider.attributes, () => null), ...block };
  const { diagnostics } = await jeton.configure(whole, { terraformVersion: "1.11.4" });
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ detail }) => detail).join("\n"));
  return jeton;
}

export async function lookUp(jeton: Jeton): Promise<Asked> {
  const { attributes } = jeton.schema().dataSources["jeton_project"]!;
  return await jeton.readDataSource("jeton_project", { ...mapObject(attributes, () => null), name: "shop" });
}
