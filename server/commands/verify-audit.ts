import type { AuditSource } from "./audit-source.ts";
import type { AuditEvent } from "../domain/audit/audit-event.ts";
import type { Checkpoint } from "../domain/audit/checkpoint.ts";
import type { ChainEnd } from "../domain/store.ts";
import { type Break, chainStart, verifyEvent } from "../store/audit-chain.ts";

export type Verdict =
  | { readonly type: "intact"; readonly end: ChainEnd; readonly time: string | undefined }
  /** The first place where the audit is not what was written, and what is wrong there. */
  | { readonly type: "broken"; readonly sequence: number; readonly detail: string };

/** Whether an audit is what was written, from its first entry to the end that the database and the checkpoints know. */
export async function verifyAudit(
  { events, head }: Pick<AuditSource, "events" | "head">,
  checkpoints: readonly Checkpoint[] = [],
): Promise<Verdict> {
  const due = checkpoints.toSorted((a, b) => a.sequence - b.sequence);
  let end = chainStart;
  let last: AuditEvent | undefined;
  let agreed = 0;
  for await (const event of events()) {
    const check = event ? verifyEvent(event, end) : brokenAt(end.sequence + 1, reasons.content);
    if (check.type === "broken") {
      return "detail" in check ? check : brokenAt(check.sequence, reasons[check.reason]);
    }
    ({ end } = check);
    last = event;
    for (let [next] = due; next && next.sequence <= end.sequence; [next] = due) {
      if (next.hash !== end.hash || next.sequence !== end.sequence) return rewritten(next, agreed);
      agreed = next.sequence;
      due.shift();
    }
  }
  return atEnd(end, { head, checkpoint: due.at(-1) }) ?? { type: "intact", end, time: last?.time };
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
