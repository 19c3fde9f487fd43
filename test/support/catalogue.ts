import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll } from "vitest";
import { explained } from "./explained.ts";
import { useStage } from "./terraform-test.ts";
import { terraformBinary } from "./terraform-binary.ts";

type Json = Readonly<Record<string, unknown>>;

/** What is asked: an action of a type, of one thing by its name or of every one. */
interface Asked {
  readonly type: string;
  readonly action: string;
  readonly name?: string;
  readonly project: string;
}

/** A catalogue of `examples/catalogues` that the real terraform has applied to a real server. */
export interface Catalogue {
  /** Terraform's exit code for another plan: 0 when nothing is left to do. */
  readonly leftToDo: number | null;
  /** A POST as the server's admin. */
  readonly make: (path: string, body: Json) => Promise<Json>;
  /** The text of a token of a new service account with that role there. */
  readonly bearer: (holds: {
    readonly role: string;
    readonly project: string;
    readonly terms?: Json;
  }) => Promise<string>;
  /** The text of a token of a role itself. */
  readonly roleBearer: (role: string, project: string) => Promise<string>;
  /** Which actions of a type the server allows a bearer, in the order of the type. */
  readonly reaches: (token: string, asked: Omit<Asked, "action">) => Promise<readonly string[]>;
  /** Why the server denies something: the codes; none when it is allowed. */
  readonly whyNot: (token: string, asked: Asked) => Promise<readonly string[]>;
}

/** @param projects made before the first test, beside what the catalogue declares */
export function useCatalogue(folder: string, projects: readonly string[] = []): () => Catalogue {
  const stage = useStage();
  let catalogue: Catalogue | undefined;
  beforeAll(async () => {
    // The tests are skipped then, or fail for the lack of it.
    if (terraformBinary === undefined) return;
    const file = new URL(`../../examples/catalogues/${folder}/main.tf`, import.meta.url);
    using project = stage().workspace(readFileSync(fileURLToPath(file), "utf8"));
    // The example says for itself where its provider comes from.
    project.write({ "versions.tf": "" });
    await project.apply();
    catalogue = catalogueOn(stage().send, (await project.leftToDo()).plan);
    for (const name of projects) await catalogue.make("/v1/projects", { name });
  });
  return () => {
    if (!catalogue) throw new Error("The catalogue is applied before the first test.");
    return catalogue;
  };
}

type Send = ReturnType<ReturnType<typeof useStage>>["send"];

function catalogueOn(send: Send, leftToDo: number | null): Catalogue {
  let count = 0;
  const make: Catalogue["make"] = async (path, body) => (await send({ method: "POST", path, body })).json();
  const actionsOf = async (type: string): Promise<readonly string[]> => {
    const { items } = (await send({ path: `/v1/resource-types?name=${type}` })).json();
    const [found] = items as { actions: { name: string }[] }[];
    return found?.actions.map(({ name }) => name) ?? [];
  };
  return {
    leftToDo,
    make,
    bearer: async ({ role, project, terms }) => {
      const { id } = await make("/v1/service-accounts", { name: `bearer-${String((count += 1))}`, project });
      await make("/v1/role-bindings", { role_id: role, service_account_id: id, project });
      return String((await make("/v1/tokens", { service_account_id: id, name: "main", ...terms }))["secret"]);
    },
    roleBearer: async (role, project) => {
      const name = `bearer-${String((count += 1))}`;
      return String((await make("/v1/tokens", { role_id: role, name, project }))["secret"]);
    },
    reaches: async (token, { type, ...where }) => {
      const actions = await actionsOf(type);
      const checks = actions.map((action) => ({ resource_type: type, action, ...where }));
      const reply = await send({ method: "POST", path: "/v1/access:check", body: { checks }, token });
      const results = reply.json()["results"] as { allowed: boolean }[];
      return actions.filter((_, index) => results[index]?.allowed === true);
    },
    whyNot: async (token, { type, ...rest }) => {
      const { missing } = await explained({ send }, { resource_type: type, ...rest }, token);
      return missing.map(({ code }) => code);
    },
  };
}
