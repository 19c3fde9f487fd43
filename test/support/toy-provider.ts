import { randomUUID } from "node:crypto";
import type { Attributes, Schema } from "../../provider/framework/attribute.ts";
import { error } from "../../provider/framework/diagnostic.ts";
import type { ApplyRequest, PlanRequest, ProviderServer } from "../../provider/framework/server.ts";
import type { ObjectValue, Value } from "../../provider/framework/value.ts";
import { UNKNOWN } from "../../provider/framework/value.ts";

/** Every kind of type the wire knows, all echoed, beside an id of its own making. */
const thing: Schema = {
  version: 1,
  description: "Keeps what it is given, in memory.",
  attributes: {
    id: { type: "string", description: "Made on create.", computed: true },
    name: { type: "string", description: "A new name is a new thing.", required: true },
    count_of: optional("number"),
    enabled: optional("bool"),
    tags: optional({ set: "string" }),
    labels: optional({ map: "string" }),
    lines: optional({ list: "string" }),
    shape: optional({ object: { width: "number", height: "number" } }),
    anything: optional("dynamic"),
    rules: {
      type: {
        nesting: "list",
        attributes: { action: optional("string"), names: optional({ set: "string" }) },
      },
      description: "Nested.",
      optional: true,
    },
    password: { type: "string", description: "Never kept.", optional: true, writeOnly: true },
  },
};

function optional(type: Attributes[string]["type"]): Attributes[string] {
  return { type, description: "Echoed.", optional: true };
}

const lookup: Schema = {
  version: 0,
  description: "Finds a thing by name.",
  attributes: { name: { ...optional("string"), optional: false, required: true }, id: computed("string") },
};

const ticket: Schema = {
  version: 0,
  description: "Exists while Terraform runs.",
  attributes: { seat: { ...optional("string"), optional: false, required: true }, code: computed("string") },
};

const ring: Schema = {
  version: 0,
  description: "Rings.",
  attributes: { times: { ...optional("number"), optional: false, required: true } },
};

const narrowed: Schema = { version: 0, description: "Finds.", attributes: { name: optional("string") } };

function computed(type: Attributes[string]["type"]): Attributes[string] {
  return { type, description: "Computed.", computed: true };
}

export interface ToyProvider extends ProviderServer {
  /** What the provider keeps, by id. */
  readonly things: ReadonlyMap<string, ObjectValue>;
  /** What it was asked, in order. */
  readonly calls: readonly string[];
}

const empty: ObjectValue = Object.fromEntries(Object.keys(thing.attributes).map((name) => [name, null]));

const privateData = Buffer.from("kept beside the state");

/** A provider by hand, as plain as can be: it is there to try the wire, not to plan well. */
export function toyProvider(): ToyProvider {
  const things = new Map<string, ObjectValue>();
  const calls: string[] = [];
  const fine = async () => ({ diagnostics: [] });
  return {
    things,
    calls,
    schema: () => ({
      provider: { version: 0, description: "A toy.", attributes: { url: optional("string") } },
      resources: { toy_thing: thing },
      dataSources: { toy_lookup: lookup },
      ephemeralResources: { toy_ticket: ticket },
      identities: {
        toy_thing: { version: 1, attributes: { id: { type: "string", description: "Its id." } } },
      },
      listResources: { toy_thing: narrowed },
      actions: { toy_ring: ring },
      functions: {
        shout: {
          summary: "Shouts.",
          description: "Shouts.",
          parameters: [{ name: "text", type: "string", description: "What." }],
          returns: "string",
        },
      },
    }),
    validateProvider: fine,
    validateDataSource: fine,
    validateEphemeral: fine,
    validateList: fine,
    validateAction: fine,
    planAction: fine,
    awaitsConfiguration: () => false,
    configure: async (config, { terraformVersion }) => {
      calls.push(`configure ${textOf(config["url"])} ${terraformVersion}`);
      return { diagnostics: [] };
    },
    validateResource: async (_type, config, { writeOnlyAllowed }) => {
      if (config["name"] !== "forbidden") return { diagnostics: [] };
      return {
        diagnostics: [
          error("Forbidden name", `Pick another (${writeOnlyAllowed}).`, [{ attribute: "name" }]),
        ],
      };
    },
    upgradeState: async (_type, version, state) => {
      calls.push(`upgrade ${version}`);
      return { diagnostics: [], state };
    },
    read: async (_type, state, kept) => {
      calls.push(`read ${Buffer.from(kept).toString()}`);
      return { diagnostics: [], state: things.has(textOf(state["id"])) ? state : null, private: kept };
    },
    plan: async (_type, request) => ({ diagnostics: [], private: request.private, ...plan(request) }),
    apply: async (_type, request) => ({
      diagnostics: [],
      private: privateData,
      state: apply(things, request),
    }),
    importState: async (_type, id) => ({
      diagnostics: [],
      state: things.get(id) ?? null,
      private: privateData,
    }),
    importByIdentity: async (_type, identity) => ({
      diagnostics: [],
      state: things.get(textOf(identity["id"])) ?? null,
      private: privateData,
    }),
    upgradeIdentity: async (_type, version, identity) => {
      calls.push(`upgrade identity ${version}`);
      return { diagnostics: [], identity };
    },
    moveState: async (_type, { type, state }) => ({
      diagnostics: [],
      state: { ...empty, id: textOf(state["id"]), name: type },
      private: privateData,
    }),
    list: async function* (_type, { config, limit }) {
      const wanted = [...things.values()].filter(({ name }) => name === config["name"] || !config["name"]);
      for (const state of wanted.slice(0, limit || undefined)) {
        yield { displayName: textOf(state["name"]), state, diagnostics: [] };
      }
    },
    invokeAction: async function* (_type, { times }) {
      for (let ringing = 0; ringing < Number(times); ringing += 1) yield { progress: "ding" };
      calls.push("rung");
      yield { diagnostics: [] };
    },
    readDataSource: async (_type, config) => {
      const found = [...things.values()].find((other) => other["name"] === config["name"]);
      return { diagnostics: [], state: { ...config, id: found?.["id"] ?? null } };
    },
    openEphemeral: async (_type, config) => {
      calls.push("open");
      const renewAt = new Date(Date.now() + 3_600_000);
      return { diagnostics: [], result: { ...config, code: "secret" }, private: privateData, renewAt };
    },
    renewEphemeral: async (_type, kept) => ({ diagnostics: [], private: kept }),
    closeEphemeral: async (_type, kept) => {
      calls.push(`close ${Buffer.from(kept).toString()}`);
      return { diagnostics: [] };
    },
    callFunction: async (_name, [text]) =>
      text === "" ? { error: "nothing to shout", argument: 0 } : { result: textOf(text).toUpperCase() },
    stop: () => calls.push("stop"),
  };
}

function plan({
  prior,
  proposed,
}: PlanRequest): Pick<Awaited<ReturnType<ProviderServer["plan"]>>, "planned" | "requiresReplace"> {
  if (!proposed) return { planned: null, requiresReplace: [] };
  const renamed = prior !== null && prior["name"] !== proposed["name"];
  return {
    planned: { ...proposed, password: null, id: prior && !renamed ? (prior["id"] ?? null) : UNKNOWN },
    requiresReplace: renamed ? [[{ attribute: "name" }]] : [],
  };
}

function apply(things: Map<string, ObjectValue>, { prior, planned }: ApplyRequest): ObjectValue | null {
  if (!planned) {
    things.delete(textOf(prior?.["id"]));
    return null;
  }
  const id = planned["id"] === UNKNOWN ? randomUUID() : textOf(planned["id"]);
  const state = { ...planned, id };
  things.set(id, state);
  return state;
}

/** Of an attribute that is always text; nothing else has any. */
function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}
