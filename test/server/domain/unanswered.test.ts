import { expect, test } from "vitest";
import { Problem } from "../../../server/contract/problem.ts";
import type { UseCases } from "../../../server/domain/caller.ts";
import { createUseCases } from "../../../server/domain/use-cases.ts";
import { team } from "../../support/declaring.ts";
import { createDomainWorld } from "../../support/domain-world.ts";

/** A question, about things of a type that is declared. */
const questions: Partial<Record<keyof UseCases, object>> = {
  "forward-auth": { query: { resource_type: "flow", action: "view", project: "system" } },
  "access.check": { body: { checks: [{ resource_type: "flow", action: "view", project: "system" }] } },
  "access.explain": { body: { resource_type: "flow", action: "view", project: "system" } },
  "declaration.plan": { name: "team", body: { project: "shop", documents: team("shop.team") } },
};

test("a database that does not answer in the middle of a question is no refusal, and counts as none", async () => {
  await using world = await createDomainWorld();
  await world.call(world.admin, "project.create", { body: { name: "shop" } });
  const actions = [{ name: "view", access: "read" }];
  await world.call(world.admin, "resource_type.create", { body: { name: "flow", actions } });
  const caller = await world.authenticate(world.admin);
  const denied: unknown[] = [];
  const list = async (): Promise<never> => {
    throw new Problem("unavailable", "The database cannot answer now.");
  };
  const { read } = world.store;
  const useCases = createUseCases({
    ...world.deps,
    memory: { ...world.deps.memory, current: () => undefined },
    noteDay: (day) => void denied.push(day),
    store: { ...world.store, read: { ...read, resource_types: { ...read.resource_types, list } } },
  });
  for (const [operation, input] of Object.entries(questions)) {
    // Each question is what its own operation takes.
    const ask = useCases[operation as keyof UseCases] as (
      by: typeof caller,
      input: object,
    ) => Promise<unknown>;
    const answer = await ask(caller, input).catch((cause: { code?: string }) => cause.code ?? cause);
    expect([operation, answer]).toEqual([operation, "unavailable"]);
  }
  expect(denied).toEqual([]);
});
