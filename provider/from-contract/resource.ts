import type { ClientProblem, Result } from "../../server/contract/client.ts";
import { isInput } from "../../server/contract/field.ts";
import type { AnyNoun, Shown } from "../../server/contract/noun.ts";
import { type NounName, type NounOf, nouns } from "../../server/contract/nouns/all.ts";
import { routes } from "../../server/contract/routes.ts";
import type { PlanChange, Reply, Resource } from "../framework/resource.ts";
import { type Choice, resourceSchema } from "./attributes.ts";
import type { Connect } from "./connect.ts";
import { needsProject, type Placed, plannedProject, projectOf } from "./default-project.ts";
import { diagnose } from "./diagnose.ts";
import { identityOf } from "./identity.ts";
import { objectsOf } from "./objects.ts";
import { pairsFit, writeOnlyInputs } from "./write-only.ts";

/** A managed object's attributes: what a reply shows of it, and of some nouns the secret of the first. */
export type State<K extends NounName> = Shown<NounOf<K>> & {
  readonly id: string;
  readonly secret?: string | null;
};

type Fields = Readonly<Record<string, unknown>>;

/** The resource `jeton_NOUN`: the noun's fields, kept by its create, get, update and delete. */
export function resourceOf<K extends NounName, S extends State<K> = State<K>>(
  name: K,
  choice: Choice = {},
): Resource<Connect, S> {
  const noun: AnyNoun = nouns[name];
  const typeName = `jeton_${name}`;
  const schema = resourceSchema(noun, choice);
  const objects = objectsOf(noun);
  const failed = (verb: string, problem: ClientProblem): Reply<S> => {
    const doing = `${verb} the ${noun.title}`;
    return { diagnostics: diagnose(problem, { doing, typeName, attributes: schema.attributes }) };
  };
  // The server's replies are what the contract says: the noun's fields, from which the state's type is computed.
  const reply = (verb: string, result: Result<Fields>): Reply<S> =>
    result.type === "ok"
      ? { state: result.value as Reply<S>["state"] & object }
      : failed(verb, result.problem);

  return {
    typeName,
    schema,
    ...identityOf(noun),
    timeouts: {
      create: "5m",
      read: "5m",
      ...(Object.hasOwn(routes, `${name}.update`) && { update: "5m" }),
      delete: "5m",
    },

    validateConfig: (config) => pairsFit(noun, config as Fields),

    ...(needsProject(noun) && {
      // Both sides have the noun's fields, of which the project is one.
      modifyPlan: (sides, { client }) => plannedProject(client, sides as Placed, noun.title) as PlanChange<S>,
    }),

    async create({ planned, config }, { client: connect, signal }) {
      const body = {
        ...inputs(noun, planned),
        ...(needsProject(noun) && projectOf(connect, planned as Placed["config"])),
        ...writeOnlyInputs(noun, config as Fields),
      };
      return reply("create", await objects.create(connect(signal), body));
    },

    async read({ id }, { client: connect, signal }) {
      const result = await objects.get(connect(signal), id);
      return isMissing(result) ? { state: null } : reply("read", result);
    },

    ...(Object.hasOwn(routes, `${name}.update`) && {
      async update({ prior, changes, config }, { client: connect, signal }) {
        const given = writeOnlyInputs(noun, config as Fields, changes as Fields);
        const body = { ...inputs(noun, changes), ...given };
        return reply("change", await objects.update(connect(signal), prior.id, body));
      },
    }),

    async delete({ id }, { client: connect, signal }) {
      const result = await objects.delete(connect(signal), id);
      return result.type === "ok" || isMissing(result) ? {} : failed("delete", result.problem);
    },

    async importState(id, { client: connect, signal }) {
      const result = await objects.get(connect(signal), id);
      return isMissing(result) ? { state: null } : reply("import", result);
    },
  };
}

/** What a caller may say of an object, of all that is planned. */
export function inputs({ fields }: AnyNoun, planned: object): Fields {
  return Object.fromEntries(
    Object.entries(planned).filter(([name]) => {
      const field = fields[name];
      return field !== undefined && isInput(field);
    }),
  );
}

function isMissing(result: Result<unknown>): boolean {
  return result.type === "problem" && result.problem.code === "not_found";
}
