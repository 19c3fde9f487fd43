import type { Attributes } from "../../../provider/framework/attribute.ts";
import { createServer } from "../../../provider/framework/create-server.ts";
import { error } from "../../../provider/framework/diagnostic.ts";
import type { Resource } from "../../../provider/framework/resource.ts";
import type { ProviderServer } from "../../../provider/framework/server.ts";
import { mapObject, type ObjectValue, type Value } from "../../../provider/framework/value.ts";
import { terraform, type Terraform } from "./terraform.ts";

/** A server's memory of widgets, and what it was asked. */
export interface Warehouse {
  readonly objects: Map<string, ObjectValue>;
  readonly requests: { readonly method: string; readonly body: object }[];
}

function seconds(text: string): number {
  return Number(text.slice(0, -1)) * (text.endsWith("m") ? 60 : 1);
}

const duration = { equivalent: (a: string, b: string) => seconds(a) === seconds(b) };

export const attributes: Attributes = {
  id: { type: "string", description: "Its name for ever.", computed: true, keepPrior: true },
  owner: { type: "string", description: "Who has it.", required: true, requiresReplace: true },
  project: { type: "string", description: "Where.", optional: true, computed: true, requiresReplace: true },
  name: { type: "string", description: "What it is called.", required: true },
  description: { type: "string", description: "What for.", optional: true },
  mode: { type: "string", description: "How.", optional: true, computed: true, default: "full" },
  max_age: { type: "string", description: "How long.", optional: true, ...duration },
  pauses: { type: { list: "string" }, description: "When not.", optional: true, ...duration },
  labels: { type: { map: "string" }, description: "Labels.", optional: true },
  addresses: { type: { set: "string" }, description: "From where.", optional: true },
  steps: {
    type: {
      nesting: "list",
      attributes: {
        wait: { type: "string", description: "How long.", required: true, ...duration },
        places: { type: { set: "string" }, description: "Where.", optional: true },
        number: { type: "number", description: "Its number.", computed: true, keepPrior: true },
      },
    },
    description: "What it does.",
    optional: true,
  },
  alarms: {
    type: {
      nesting: "set",
      attributes: {
        after: { type: "string", description: "When.", required: true, ...duration },
        loud: { type: "bool", description: "How.", optional: true, computed: true, default: false },
        ref: { type: "string", description: "Its name.", computed: true },
      },
    },
    description: "What it says.",
    optional: true,
  },
  password: { type: "string", description: "Never kept.", optional: true, writeOnly: true, sensitive: true },
  secret: { type: "string", description: "Shown once.", computed: true, keepPrior: true, sensitive: true },
  state: { type: "string", description: "active or revoked.", computed: true, keepPrior: true },
  rotated_at: { type: "string", description: "When rotated.", computed: true, keepPrior: true },
  created_at: { type: "string", description: "When made.", computed: true, keepPrior: true },
  updated_at: { type: "string", description: "When changed.", computed: true },
};

export interface Widget {
  readonly id: string;
  readonly owner: string;
  readonly state: string;
  readonly [name: string]: unknown;
}

/** Answers as servers do: durations in seconds, sets in their own order, fields nobody declared, a secret only once. */
export const widget: Resource<Warehouse, Widget> = {
  typeName: "shop_widget",
  schema: { version: 0, description: "A widget.", attributes },

  modifyPlan: ({ prior }) => (prior?.state === "revoked" ? { replace: ["state"] } : {}),

  create({ planned, config }, { client }) {
    const id = `w${client.requests.push({ method: "create", body: { ...planned, password: config["password"] } })}`;
    const made = {
      project: "main",
      ...planned,
      id,
      state: "active",
      rotated_at: null,
      created_at: "then",
      updated_at: `at ${id}`,
    };
    client.objects.set(id, stored(made as ObjectValue));
    return { state: { ...client.objects.get(id), secret: `secret of ${id}` } };
  },

  read(state, { client }) {
    return { state: client.objects.get(state.id) ?? null };
  },

  update({ prior, changes }, { client }) {
    const count = client.requests.push({ method: "update", body: changes });
    const changed = { ...client.objects.get(prior.id), ...changes, updated_at: `at w${count}` };
    client.objects.set(prior.id, stored(changed as ObjectValue));
    return { state: client.objects.get(prior.id)! };
  },

  delete({ id }, { client }) {
    client.requests.push({ method: "delete", body: { id } });
    client.objects.delete(id);
    return {};
  },

  importState(id) {
    return id.startsWith("w")
      ? { state: { id } }
      : { diagnostics: [error("Bad id", `${id} is no widget's id.`)] };
  },
};

function stored(object: ObjectValue): ObjectValue {
  const inSeconds = (value: Value): Value => (typeof value === "string" ? `${seconds(value)}s` : value);
  const each = (value: Value | undefined, change: (one: ObjectValue, index: number) => ObjectValue): Value =>
    Array.isArray(value) ? (value as ObjectValue[]).map(change) : null;
  const backwards = (value: Value | undefined): Value =>
    Array.isArray(value) ? [...(value as Value[])].toReversed() : null;
  const { secret: _, ...rest } = object;
  return {
    ...rest,
    max_age: inSeconds(object["max_age"] ?? null),
    pauses: Array.isArray(object["pauses"]) ? (object["pauses"] as Value[]).map(inSeconds) : null,
    labels: object["labels"] ? mapObject(object["labels"] as ObjectValue, (value) => value) : null,
    addresses: backwards(object["addresses"]),
    steps: each(object["steps"], (step, index) => ({
      ...step,
      wait: inSeconds(step["wait"]!),
      places: backwards(step["places"]),
      number: step["number"] ?? index,
    })),
    alarms: backwards(
      each(object["alarms"], (alarm) => ({
        ...alarm,
        after: inSeconds(alarm["after"]!),
        ref: `${seconds(alarm["after"] as string)}/${alarm["loud"] === true}`,
      })),
    ),
    last_used_at: "just now",
  };
}

/** A configuration with null for whatever is not said. */
export function config(values: ObjectValue): ObjectValue {
  return { ...mapObject(attributes, () => null), owner: "ann", name: "gate", ...values };
}

export async function shop(resource: Resource<Warehouse> = widget): Promise<{
  readonly server: ProviderServer;
  readonly terraform: Terraform;
  readonly warehouse: Warehouse;
}> {
  const warehouse: Warehouse = { objects: new Map(), requests: [] };
  const server = createServer<Warehouse>({
    provider: {
      schema: { version: 0, description: "A shop.", attributes: {} },
      configure: () => ({ client: warehouse }),
    },
    resources: [resource],
  });
  await server.configure({}, { terraformVersion: "1.11.4" });
  return { server, terraform: terraform(server, resource.typeName), warehouse };
}
