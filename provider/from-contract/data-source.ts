import type { AnyNoun, Shown } from "../../server/contract/noun.ts";
import { type NounName, type NounOf, nouns } from "../../server/contract/nouns/all.ts";
import type { Attributes, Schema } from "../framework/attribute.ts";
import type { DataSource } from "../framework/data-source.ts";
import { type Diagnostic, error } from "../framework/diagnostic.ts";
import { shownAttributes } from "./attributes.ts";
import type { Connect } from "./connect.ts";
import { diagnose } from "./diagnose.ts";
import { objectsOf } from "./objects.ts";

type Fields = Readonly<Record<string, unknown>>;

/** How a noun's objects are found besides by id: what is configured, and the reference it makes. */
interface Lookup {
  /** The attribute that stands beside `id`; exactly one of the two is set. */
  readonly key: string;
  /** Set only with the key; by default the provider's. */
  readonly scope?: string;
  readonly attributes?: Attributes;
  readonly reference: (config: Fields) => string;
}

const lookups: Readonly<Record<AnyNoun["reference"], Lookup | undefined>> = {
  NAME: { key: "name", reference: ({ name }) => String(name) },
  EMAIL: { key: "email", reference: ({ email }) => String(email) },
  PROJECT: { key: "project", reference: ({ project }) => String(project) },
  "PROJECT/NAME": {
    key: "name",
    scope: "project",
    reference: ({ project, name }) => `${String(project)}/${String(name)}`,
  },
  "OWNER/NAME": {
    key: "reference",
    attributes: {
      reference: {
        type: "string",
        description: "Its owner and its name, for example `sa/shop/deployer/ci`.",
        optional: true,
      },
    },
    reference: ({ reference }) => String(reference),
  },
  none: undefined,
};

/** The data source `jeton_NOUN`: one object with all a reply shows, found by id or by name. */
export function dataSourceOf<K extends NounName>(name: K): DataSource<Connect, Shown<NounOf<K>>> {
  const noun: AnyNoun = nouns[name];
  const typeName = `jeton_${name}`;
  const lookup = lookups[noun.reference];
  const schema = schemaOf(noun, lookup);
  const objects = objectsOf(noun);
  return {
    typeName,
    schema,

    validateConfig: (config) => scopeFits(lookup, config as Fields),

    async read(config, { client: connect, signal }) {
      const { scope } = lookup ?? {};
      const asked = scoped(config as Fields, scope, connect);
      const isById = typeof asked["id"] === "string";
      if (!isById && scope !== undefined && asked[scope] === null) return { diagnostics: [noScope(scope)] };
      const id = isById ? String(asked["id"]) : (lookup?.reference(asked) ?? "");
      const result = await objects.get(connect(signal), id);
      // The server's replies are what the contract says: the noun's fields, from which the state's type is computed.
      if (result.type === "ok") return { state: result.value as Shown<NounOf<K>> };
      if (result.problem.code === "not_found") return { state: null };
      const attempted = { doing: `look up the ${noun.title}`, typeName, attributes: schema.attributes };
      return { diagnostics: diagnose(result.problem, attempted) };
    },
  };
}

function schemaOf(noun: AnyNoun, lookup: Lookup | undefined): Schema {
  const settable = lookup ? ["id", lookup.key, ...(lookup.scope === undefined ? [] : [lookup.scope])] : [];
  const attributes = { ...shownAttributes(noun, settable), ...lookup?.attributes };
  const { id, ...others } = attributes;
  if (lookup || id === undefined) {
    return { ...described(noun), attributes, exactlyOneOf: lookup ? [["id", lookup.key]] : [] };
  }
  return { ...described(noun), attributes: { id: { ...id, computed: false, required: true }, ...others } };
}

function described({ description }: AnyNoun): Pick<Schema, "version" | "description"> {
  return { version: 0, description };
}

function scopeFits(lookup: Lookup | undefined, config: Fields): readonly Diagnostic[] {
  if (lookup?.scope === undefined) return [];
  const { key, scope } = lookup;
  if (config[key] !== null || config[scope] === null) return [];
  return [error("Conflicting attributes", `${scope} goes with ${key}.`, [{ attribute: scope }])];
}

/** What is looked up by its name and names no project is in the provider's. */
function scoped(config: Fields, scope: string | undefined, { project }: Connect): Fields {
  return scope === undefined || config[scope] !== null ? config : { ...config, [scope]: project ?? null };
}

function noScope(scope: string): Diagnostic {
  const detail = `Whatever is looked up by its name needs a ${scope}: set it here, or in the provider's block for all that name none. The scope above all projects is \`system\`.`;
  return error(`${scope} is missing`, detail, [{ attribute: scope }]);
}
