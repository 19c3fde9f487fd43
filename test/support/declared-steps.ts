import fc from "fast-check";
import { expect } from "vitest";
import { Problem } from "../../server/contract/problem.ts";
import type { UseCases } from "../../server/domain/caller.ts";
import {
  type Document,
  type Fields,
  namedBy,
  refusalToChange,
  refusalToEnd,
  refusalToMake,
  type State,
  without,
} from "./declared-model.ts";
import type { DomainWorld } from "./domain-world.ts";
import { oneOf, type Slot, slots } from "./declared-slots.ts";

const place = fc.nat(slots.length - 1);
const variant = fc.nat(5);

/** What somebody does by hand. */
export const handed = fc.record({
  verb: fc.constantFrom("create", "update", "update", "delete", "revoke"),
  on: place,
  variant,
});
/** What is declared from now on, in place of what the declaration had there. */
export const edit = fc.record({ on: place, variant, isOut: fc.boolean(), adopt: fc.boolean() });

export interface History {
  readonly world: DomainWorld;
  /** What each declaration said last that was applied. */
  readonly documents: Map<string, ReadonlyMap<string, Document>>;
  /** By reference. */
  readonly ids: Map<string, string>;
  state: State;
  /** How often each thing happened, in all histories. */
  readonly seen: Map<string, number>;
}

type Of<A> = A extends fc.Arbitrary<infer T> ? T : never;

function documentOf(slot: Slot, which: number, adopt: boolean): Document {
  const { given, fields } = oneOf(slot, which);
  const { reference, kind } = slot;
  return { reference, kind, given, fields, adopt, isSealed: "sealed_for" in given };
}

/** The documents of a declaration after edits; where it is to be whole, with all they name that is nobody else's. */
export function edited(
  state: State,
  former: ReadonlyMap<string, Document>,
  { by, edits, isWhole }: { by: string; edits: readonly Of<typeof edit>[]; isWhole: boolean },
): ReadonlyMap<string, Document> {
  const documents = new Map(former);
  for (const { on, variant: which, isOut, adopt } of edits) {
    const slot = slots[on]!;
    if (isOut) documents.delete(slot.reference);
    else documents.set(slot.reference, documentOf(slot, which, adopt));
  }
  if (!isWhole) return documents;
  for (const { reference } of slots.toReversed()) {
    const document = documents.get(reference);
    for (const need of document ? namedBy(document) : []) {
      const isOthers = state.has(need) && state.get(need)?.owner !== by;
      const slot = slots.find((one) => one.reference === need)!;
      if (!documents.has(need) && !isOthers) documents.set(need, documentOf(slot, 0, false));
    }
  }
  return documents;
}

/** Why it was refused; undefined when it was not. */
export async function codeOf(called: Promise<unknown>): Promise<string | undefined> {
  return called.then(
    () => undefined,
    (cause: unknown) => {
      if (cause instanceof Problem) return cause.code;
      throw cause;
    },
  );
}

interface Outcome {
  readonly refused: string | null;
  readonly next: State;
}

/** Does it, where it can be asked for, and holds that it is refused as the model says. */
export async function byHand(
  history: History,
  { verb, on, variant: which }: Of<typeof handed>,
): Promise<void> {
  const { state, world } = history;
  const slot = slots[on]!;
  const { reference, kind } = slot;
  const present = state.get(reference);
  const { given, fields } = oneOf(slot, which);
  const call = async (did: string, input: object, { refused, next }: Outcome): Promise<void> => {
    const id = history.ids.get(reference) ?? "";
    const called = world.call(world.admin, `${kind}.${did}` as keyof UseCases, { id, ...input });
    if (refused !== null) {
      expect(await codeOf(called)).toBe(refused);
      return;
    }
    const made = await called;
    history.state = next;
    if (did === "create") history.ids.set(reference, String(made["id"]));
  };
  if (!present) {
    if (verb !== "create") return;
    const thing = { kind, fields, managedBy: "api", owner: null, applied: {} };
    const next = new Map([...state, [reference, thing]]);
    await call("create", { body: given }, { refused: refusalToMake(state, thing), next });
  } else if (verb === "update") {
    const body = changeable(kind, present.fields, fields);
    const after = { ...present.fields, ...body };
    const isSame = JSON.stringify(after) === JSON.stringify(present.fields);
    const next = isSame ? state : new Map([...state, [reference, { ...present, fields: after }]]);
    if (!isSame) await call("update", { body }, { refused: refusalToChange(state, present, after), next });
  } else if (verb === "delete" || (verb === "revoke" && kind === "token")) {
    const left = { refused: refusalToEnd(state, reference), next: without(state, reference) };
    await call(verb, { query: {} }, left);
  }
}

/** What of it can be changed: of what lives for a run not its end. */
function changeable(kind: string, present: Fields, wanted: Fields): Fields {
  if (kind === "group_member" || kind === "role_binding") return {};
  const isShort = present["ephemeral"] === true;
  const names = Object.keys(wanted).filter(
    (name) => !/^(?:name|project|ephemeral|.*_id)$/.test(name) && !(isShort && name === "expires_at"),
  );
  return Object.fromEntries(names.map((name) => [name, wanted[name]]));
}
