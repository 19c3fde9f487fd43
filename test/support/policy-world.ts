import { expect } from "vitest";
import type { Rule } from "../../server/contract/built-in-roles.ts";
import type { Problem } from "../../server/contract/problem.ts";
import type { UseCases } from "../../server/domain/caller.ts";
import { createDomainWorld, type DomainWorld } from "./domain-world.ts";
import type { TestDialect } from "./databases.ts";

type Body = Readonly<Record<string, unknown>>;

export interface MadeToken {
  readonly id: string;
  readonly secret: string;
}

/** Use cases on a store, with the projects `shop` and `shop.payments` and a type `flow`, and what tests of policies ask. */
export interface PolicyWorld extends DomainWorld {
  /** A service account with a role there, and a token of it that lasts a year. */
  readonly account: (options: {
    readonly project?: string;
    readonly role?: string;
    readonly rules?: readonly Partial<Rule>[];
  }) => Promise<MadeToken & { readonly accountId: string }>;
  readonly policy: (project: string, values: Body) => Promise<string>;
  readonly make: (body: Body, by?: string) => Promise<MadeToken>;
  readonly state: (id: string) => Promise<unknown>;
  /** The ids of the tokens listed in a state. */
  readonly listed: (state: string) => Promise<readonly string[]>;
  readonly works: (secret: string) => Promise<boolean>;
  /** How a call is refused: its code, the fields it names and what it says. */
  readonly refusal: (
    by: string,
    operation: keyof UseCases,
    input: { readonly id?: string; readonly body?: Body },
  ) => Promise<{ readonly code: string; readonly fields: readonly string[]; readonly detail: string }>;
  readonly unused: (beginning?: string) => string;
  /** That many days from now. */
  readonly inDays: (days: number) => string;
}

export const DAY = 24 * 60 * 60 * 1000;

export async function createPolicyWorld(dialect?: TestDialect): Promise<PolicyWorld> {
  const world = await createDomainWorld(dialect);
  const { admin, call, clock } = world;
  let count = 0;
  const unused = (beginning = "x"): string => `${beginning}-${String((count += 1))}`;
  for (const name of ["shop", "shop.payments"]) await call(admin, "project.create", { body: { name } });
  const actions = [
    { name: "view", access: "read" },
    { name: "run", access: "write" },
  ];
  await call(admin, "resource_type.create", { body: { name: "flow", actions } });
  const idOf = async (operation: keyof UseCases, body: Body): Promise<string> =>
    String((await call(admin, operation, { body }))["id"]);
  const make: PolicyWorld["make"] = async (body, by = admin) => {
    const { id, secret } = await call(by, "token.create", { body: { name: unused(), ...body } });
    return { id: String(id), secret: String(secret) };
  };
  const inDays = (days: number): string => new Date(clock.now + days * DAY).toISOString();
  return {
    ...world,
    unused,
    inDays,
    make,
    account: async ({ project = "shop", role, rules }) => {
      const accountId = await idOf("service_account.create", { name: unused("sa"), project });
      const made = rules && (await idOf("role.create", { name: unused("role"), project, rules }));
      const role_id = role ?? made;
      if (role_id !== undefined) {
        await idOf("role_binding.create", { role_id, service_account_id: accountId, project });
      }
      return { accountId, ...(await make({ service_account_id: accountId, expires_at: inDays(365) })) };
    },
    policy: (project, values) => idOf("policy.create", { project, ...values }),
    state: async (id) => (await call(admin, "token.get", { id }))["state"],
    listed: async (state) => {
      const { items } = await call(admin, "token.list", { query: { state, ephemeral: undefined } });
      return (items as { id: string }[]).map(({ id }) => id);
    },
    works: (secret) =>
      call(secret, "whoami").then(
        () => true,
        (cause: unknown) => {
          expect(cause).toMatchObject({ code: "invalid_token" });
          return false;
        },
      ),
    refusal: async (by, operation, input) => {
      const cause = await call(by, operation, input).then(
        () => ({ code: "none", message: "", errors: [] }),
        (problem: Problem) => problem,
      );
      const fields = (cause.errors ?? []).map(({ pointer }) => pointer);
      return { code: cause.code, fields, detail: cause.message };
    },
  };
}
