import type { AuditSource } from "./audit-source.ts";
import type { AuditEvent } from "../domain/audit/audit-event.ts";
import type { Checkpoint } from "../domain/audit/checkpoint.ts";
import type { ChainEnd } from "../domain/store.ts";
import { RESTORED } from "../domain/restore/record-restoration.ts";
import { type Break, chainStart, verifyEvent } from "../store/audit-chain.ts";

export type Verdict =
  | {
      readonly type: "intact";
      readonly end: ChainEnd;
      readonly time: string | undefined;
      readonly losses: readonly Loss[];
    }
  /** The first place where the audit is not what was written, and what is wrong there. */
  | { readonly type: "broken"; readonly sequence: number; readonly detail: string };

/** Entries that checkpoints saw and a restored backup did not have. */
interface Loss {
  /** When it was restored. */
  readonly time: string;
  readonly from: number;
  readonly to: number;
}

/** Where the audit says of itself that it went back, to go on after an entry that it had before. */
interface Restoration {
  readonly sequence: number;
  readonly after: number;
  readonly time: string;
}

/** A checkpoint that did not see this chain, and the last entry of a checkpoint before that did. */
interface Stranger {
  readonly checkpoint: Checkpoint;
  readonly agreed: number;
}

/**
 * Whether an audit is what was written, from its first entry to the end that the database and the checkpoints know. What
 * checkpoints saw and a restoration left behind is no fault where a later checkpoint has signed that restoration: whoever
 * can write to the database alone cannot explain a cut away.
 */
export async function verifyAudit(
  { events, head }: Pick<AuditSource, "events" | "head">,
  checkpoints: readonly Checkpoint[] = [],
): Promise<Verdict> {
  const compared = comparing(checkpoints);
  const restorations: Restoration[] = [];
  let end = chainStart;
  let last: AuditEvent | undefined;
  for await (const event of events()) {
    const check = event ? verifyEvent(event, end) : brokenAt(end.sequence + 1, reasons.content);
    if (check.type === "broken") {
      return "detail" in check ? check : brokenAt(check.sequence, reasons[check.reason]);
    }
    ({ end } = check);
    last = event;
    if (event) restorations.push(...restorationIn(event));
    compared.reach(end);
  }
  const { strangers, agreed } = compared.finish();
  const signed = restorations.filter(({ sequence }) => sequence <= agreed);
  const unexplained = strangers.filter(({ checkpoint }) => !signed.some((one) => explains(one, checkpoint)));
  const losses = lossesOf(signed, strangers);
  return faultOf(unexplained, end, head) ?? { type: "intact", end, time: last?.time, losses };
}

/** Holds checkpoints against a chain while it is walked along. */
function comparing(checkpoints: readonly Checkpoint[]): {
  readonly reach: (end: ChainEnd) => void;
  /** Those that saw another chain, or a longer one, and the last entry of one that saw this. */
  readonly finish: () => { readonly strangers: readonly Stranger[]; readonly agreed: number };
} {
  const due = checkpoints.toSorted((a, b) => a.sequence - b.sequence);
  const strangers: Stranger[] = [];
  let agreed = 0;
  return {
    reach: (end) => {
      for (let [next] = due; next && next.sequence <= end.sequence; [next] = due) {
        if (next.hash === end.hash && next.sequence === end.sequence) agreed = next.sequence;
        else strangers.push({ checkpoint: next, agreed });
        due.shift();
      }
    },
    finish: () => ({
      strangers: [...strangers, ...due.map((checkpoint) => ({ checkpoint, agreed }))],
      agreed,
    }),
  };
}

function restorationIn({ action, changes, sequence, time }: AuditEvent): readonly Restoration[] {
  const { sequence: after, reason } = changes as { readonly sequence?: unknown; readonly reason?: unknown };
  // Of what a server found at its start, nobody has said that it was meant.
  const isMeant = action === RESTORED && reason !== "went_back" && typeof after === "number";
  return isMeant ? [{ sequence, after, time }] : [];
}

function explains({ after, time }: Restoration, checkpoint: Checkpoint): boolean {
  return checkpoint.sequence > after && checkpoint.time <= time;
}

function lossesOf(restorations: readonly Restoration[], strangers: readonly Stranger[]): readonly Loss[] {
  return restorations.flatMap((one) => {
    const seen = strangers.filter(({ checkpoint }) => explains(one, checkpoint));
    const to = Math.max(0, ...seen.map(({ checkpoint }) => checkpoint.sequence));
    return to === 0 ? [] : [{ time: one.time, from: one.after + 1, to }];
  });
}

/** What is wrong with a chain that is sound in itself. */
function faultOf(
  strangers: readonly Stranger[],
  end: ChainEnd,
  head: ChainEnd | undefined,
): Verdict | undefined {
  const [first] = strangers;
  if (first && first.checkpoint.sequence <= end.sequence) return rewritten(first.checkpoint, first.agreed);
  return atEnd(end, { head, checkpoint: strangers.at(-1)?.checkpoint });
}

const reasons: Readonly<Record<Break["reason"], string>> = {
  gap: "it is missing",
  extra: "another one stands in its place that has no place in the audit",
  link: "it does not follow the one before it: one of the two was put there later",
  content: "it is not what was written",
};

function brokenAt(sequence: number, detail: string): Extract<Verdict, { type: "broken" }> {
  return { type: "broken", sequence, detail };
}

function rewritten({ sequence, time }: Checkpoint, agreed: number): Verdict {
  const detail =
    `it is not the one that the checkpoint of ${time} saw: ` +
    `this one, or one before it${agreed > 0 ? ` and after entry ${String(agreed)}` : ""}, was rewritten`;
  return brokenAt(sequence, detail);
}

/** What is wrong with where a chain ends that is sound in itself. */
function atEnd(
  end: ChainEnd,
  known: { readonly head: ChainEnd | undefined; readonly checkpoint: Checkpoint | undefined },
): Verdict | undefined {
  const { head, checkpoint } = known;
  const next = end.sequence + 1;
  if (head && head.sequence > end.sequence) {
    return brokenAt(next, `it is missing, with all up to entry ${String(head.sequence)}, which was the last`);
  }
  if (checkpoint) {
    const { sequence, time } = checkpoint;
    return brokenAt(next, `it is missing: at ${time} there were ${String(sequence)}, the checkpoint says`);
  }
  if (head && head.sequence < end.sequence) {
    return brokenAt(head.sequence + 1, `it was put there later: the last entry was ${String(head.sequence)}`);
  }
  if (head && head.hash !== end.hash) {
    return brokenAt(end.sequence, "it is not the one that was written last");
  }
  return undefined;
}
