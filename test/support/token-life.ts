import fc from "fast-check";
import { expect } from "vitest";
import type { TestDialect } from "./databases.ts";
import { createDomainWorld, type DomainWorld } from "./domain-world.ts";
import { MINUTE, SECOND, step, type Step, type Terms } from "./token-steps.ts";

/**
 * Random histories of tokens against a model of a token's life: after each step every secret ever
 * given away is accepted exactly when the model says so, and the row says what the model says.
 */

interface Secret {
  readonly text: string;
  /** When it ends beside its token; Infinity for the current one. */
  ends: number;
}

/** What the model knows of one token. */
interface Life {
  readonly id: string;
  readonly name: string;
  readonly terms: Terms;
  readonly born: number;
  /** Infinity is never. */
  end: number;
  limit: number;
  uses: number;
  disabled: boolean;
  revoked: boolean;
  deleted: boolean;
  readonly secrets: Secret[];
  rotation: Rotation | undefined;
}

/** What a rotation can be taken back by, and to. */
interface Rotation {
  readonly id: string;
  readonly old: Secret;
  readonly made: Secret;
  readonly end: { readonly before: number; readonly after: number };
}

interface Model {
  readonly world: DomainWorld;
  /** Of all that share the database, which one. */
  readonly history: number;
  readonly lives: Life[];
}

/** Runs that many histories, on a database that all of them share, and gives back how many went as they should. */
export async function holdLifeOfTokens(
  dialect: TestDialect,
  { runs, seed }: { readonly runs: number; readonly seed?: number },
): Promise<number> {
  await using world = await createDomainWorld(dialect);
  let history = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      history += 1;
      const model: Model = { world, history, lives: [] };
      for (const one of steps) {
        await take(model, one);
        for (const life of model.lives) await compare(model, life);
      }
    }),
    { numRuns: runs, ...(seed !== undefined && { seed }) },
  );
  return history;
}

async function take(model: Model, one: Step): Promise<void> {
  const { world, lives } = model;
  if (one.do === "wait") {
    world.clock.now += one.ms;
    return;
  }
  if (one.do === "create") {
    await create(model, one.terms);
    return;
  }
  const life = lives.filter(({ deleted }) => !deleted).at(-1 - one.on);
  if (!life) return;
  switch (one.do) {
    case "use":
      return useOnce(model, life, life.secrets.at(-1 - (one.old % life.secrets.length))!);
    case "rotate":
      return rotate(model, life, one.grace);
    case "roll back":
      return rollBack(model, life);
    case "disable":
    case "enable":
      return change(model, life, { disabled: one.do === "disable", ...(one.directly && { by: one.do }) });
    case "limit":
      return change(model, life, { usage_limit: one.limit });
    case "revoke":
      await world.call(world.admin, "token.revoke", { id: life.id });
      life.revoked = true;
      return undefined;
    case "delete":
      await world.call(world.admin, "token.delete", { id: life.id });
      life.deleted = true;
      return undefined;
  }
}

const instant = (time: number): string => new Date(time).toISOString();
const orNull = (time: number): string | null => (time === Infinity ? null : instant(time));

/** The end a rotation or creation at `now` gives. */
function firstEnd({ age, end, absolute }: Terms, born: number, now: number): number {
  const absoluteEnd = absolute === null ? Infinity : born + absolute * SECOND;
  if (age !== null) return Math.min(now + age * SECOND, absoluteEnd);
  return Math.min(end === null ? Infinity : born + end * SECOND, absoluteEnd);
}

async function create({ world, lives, history }: Model, asked: Terms): Promise<void> {
  // A name is free again once its token is gone, and the secrets of that one stay dead.
  const name = `history ${String(history)}, token ${String(lives.length % 3)}`;
  const isFree = !lives.some((life) => life.name === name && !life.revoked && !life.deleted);
  const { now } = world.clock;
  const made = { ...asked, extend: asked.extend && asked.age !== null };
  const end = firstEnd(made, now, now);
  const ownEnd = asked.age === null && asked.end !== null ? orNull(end) : null;
  const body = {
    role_id: "role_viewer",
    project: "system",
    name,
    max_age: asked.age === null ? null : `${String(asked.age)}s`,
    extend_on_use: made.extend,
    expires_at: ownEnd,
    absolute_expires_at: asked.absolute === null ? null : instant(now + asked.absolute * SECOND),
    not_before: asked.start === null ? null : instant(now + asked.start * SECOND),
    usage_limit: asked.limit,
  };
  const token = await world.call(world.admin, "token.create", { body }).catch((cause: unknown) => {
    expect(cause).toMatchObject({ code: "name_taken" });
  });
  expect(token !== undefined).toBe(isFree);
  if (!token) return;
  lives.push({
    id: String(token["id"]),
    name,
    terms: made,
    born: now,
    end,
    limit: asked.limit ?? Infinity,
    uses: 0,
    disabled: false,
    revoked: false,
    deleted: false,
    secrets: [{ text: String(token["secret"]), ends: Infinity }],
    rotation: undefined,
  });
}

function isAccepted(life: Life, { ends }: Secret, now: number): boolean {
  const { start } = life.terms;
  const hasBegun = start === null || life.born + start * SECOND <= now;
  const isOn = !life.disabled && !life.revoked && !life.deleted;
  return isOn && hasBegun && now < life.end && now < ends && life.uses < life.limit;
}

async function useOnce({ world }: Model, life: Life, secret: Secret): Promise<void> {
  const { now } = world.clock;
  const expected = isAccepted(life, secret, now);
  const accepted = await world.call(secret.text, "whoami").then(
    () => true,
    (cause: unknown) => {
      expect(cause).toMatchObject({ code: "invalid_token" });
      return false;
    },
  );
  expect(accepted).toBe(expected);
  await world.storeUses();
  if (!accepted) return;
  life.uses += 1;
  const { age, extend, absolute } = life.terms;
  if (!extend || age === null) return;
  const absoluteEnd = absolute === null ? Infinity : life.born + absolute * SECOND;
  const until = Math.min(now + age * SECOND, absoluteEnd);
  const least = until === absoluteEnd ? 1 : Math.min(MINUTE, (age * SECOND) / 20);
  if (until - life.end >= least) life.end = until;
}

async function rotate({ world }: Model, life: Life, grace: number): Promise<void> {
  const { now } = world.clock;
  const end = life.terms.age === null ? life.end : firstEnd(life.terms, life.born, now);
  const start = life.terms.start === null ? 0 : life.born + life.terms.start * SECOND;
  const isPossible = !life.revoked && end > now && start < end;
  const body = { grace_period: `${String(grace)}s` };
  const rotated = await world
    .call(world.admin, "token.rotate", { id: life.id, body })
    .catch((cause: unknown) => {
      expect(cause).toMatchObject({ code: life.revoked ? "wrong_state" : "validation_failed" });
    });
  expect(rotated !== undefined).toBe(isPossible);
  if (!rotated) return;
  const old = life.secrets.find(({ ends }) => ends === Infinity)!;
  for (const secret of life.secrets) {
    const last = secret.ends === Infinity ? Math.min(now + grace * SECOND, life.end) : now;
    secret.ends = Math.min(secret.ends, last);
  }
  const made = { text: String(rotated["secret"]), ends: Infinity };
  life.secrets.push(made);
  life.rotation = {
    id: String(rotated["rotation_id"]),
    old,
    made,
    end: { before: life.end, after: end },
  };
  life.end = end;
}

async function rollBack({ world }: Model, life: Life): Promise<void> {
  const { rotation } = life;
  if (!rotation) return;
  const { now } = world.clock;
  const { before, after } = rotation.end;
  const end = life.end === after ? before : Math.min(before, life.end);
  const isPossible = !life.revoked && rotation.made.ends === Infinity && now < rotation.old.ends && now < end;
  const body = { rotation_id: rotation.id };
  const taken = await world.call(world.admin, "token.rollback", { id: life.id, body }).then(
    () => true,
    (cause: unknown) => {
      expect(cause).toMatchObject({ code: "wrong_state" });
      return false;
    },
  );
  expect(taken).toBe(isPossible);
  if (!taken) return;
  rotation.made.ends = now;
  rotation.old.ends = Infinity;
  life.end = end;
}

async function change(
  { world }: Model,
  life: Life,
  {
    by = "update",
    ...body
  }: {
    readonly disabled?: boolean;
    readonly usage_limit?: number | null;
    readonly by?: "update" | "disable" | "enable";
  },
): Promise<void> {
  const changed = await world
    .call(world.admin, `token.${by}`, { id: life.id, body })
    .catch((cause: unknown) => {
      expect(cause).toMatchObject({ code: "wrong_state" });
    });
  expect(changed === undefined).toBe(life.revoked);
  if (!changed) return;
  if (body.disabled !== undefined) life.disabled = body.disabled;
  if (body.usage_limit !== undefined) life.limit = body.usage_limit ?? Infinity;
}

async function compare({ world }: Model, life: Life): Promise<void> {
  const { now } = world.clock;
  const row = await world.store.read.tokens.get(life.id);
  expect([row?.expires_at, row?.uses]).toEqual([orNull(life.end), life.uses]);
  for (const secret of life.secrets) {
    expect((await world.rightsOf(secret.text)) !== undefined).toBe(isAccepted(life, secret, now));
  }
}
