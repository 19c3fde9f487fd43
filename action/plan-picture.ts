import { mermaidText } from "../server/contract/access-map-text.ts";
import type { Reply } from "../server/contract/operations.ts";
import { oneLine } from "./plain-text.ts";

type Change = Reply<"declaration.plan">["changes"][number];

/** A picture of more shows nothing; GitHub draws none of more than 500 lines or 50,000 characters. */
const MOST_DRAWN = 40;
/** With its codes. */
const MOST_LABEL = 120;

type Way = "gains" | "loses" | "changes";

/** Somebody (`from`) and what is gained or lost; or, without `to`, somebody whom others' rights hang on. */
interface Drawn {
  readonly from: string;
  readonly to?: string;
  readonly what: string;
  readonly way: Way;
}

const ways = { create: "gains", update: "changes", replace: "changes", delete: "loses" } as const;
const arrows = { gains: ["--", "-->"], loses: ["-.", ".->"], changes: ["--", "-->"] } as const;
const strokes = {
  gains: "stroke:#1a7f37",
  loses: "stroke:#cf222e,stroke-dasharray:5",
  changes: "stroke:#9a6700",
} as const;

/**
 * Who gains and loses what by a plan, as a flowchart of Mermaid's; undefined when nobody does. It has no fence around it,
 * and no text of others that could end one: what is no letter, digit or plain mark in a label is a code of its own.
 */
export function planPicture(changes: readonly Change[]): string | undefined {
  const all = changes.flatMap((change) => drawnOf(change) ?? []);
  if (all.length === 0) return undefined;
  const ids = new Map<string, string>();
  const boxes: string[] = [];
  const idOf = (name: string): string => {
    const id = ids.get(name) ?? `n${String(ids.size)}`;
    if (!ids.has(name)) boxes.push(`  ${id}["${label(name)}"]`);
    ids.set(name, id);
    return id;
  };
  const shown = all.slice(0, MOST_DRAWN);
  const lines: string[] = [];
  const styles: string[] = [];
  for (const { from, to, what, way } of shown) {
    if (to === undefined) {
      styles.push(`  style ${idOf(`${from}: ${what}`)} ${strokes[way]}`);
      continue;
    }
    const [start, end] = arrows[way];
    styles.push(`  linkStyle ${String(lines.length)} ${strokes[way]}`);
    lines.push(`  ${idOf(from)} ${start} "${label(`${way} ${what}`)}" ${end} ${idOf(to)}`);
  }
  const rest = all.length - shown.length;
  if (rest > 0) boxes.push(`  more["and ${String(rest)} more"]`);
  return ["flowchart LR", ...boxes, ...lines, ...styles].join("\n");
}

function drawnOf(change: Change): Drawn | undefined {
  const { kind, action, reference } = change;
  if (action === "unchanged") return undefined;
  const way = ways[action];
  const [, rest = ""] = /^[^/]*\/(.*)$/s.exec(reference) ?? [];
  return kind in tied ? tied[kind as keyof typeof tied](rest, change, way) : changedHolder(change, way);
}

/** What ties somebody to something, by what its reference is made of. */
const tied = {
  role_binding: (rest, _, way): Drawn => {
    const [, role = "", subject = "", project = ""] =
      /^(role\/[^/]+\/[^/]+|[^/]+)\/(.+)\/([^/]+)$/s.exec(rest) ?? [];
    return { from: subject, to: role, what: `in ${project}`, way };
  },
  group_member: (rest, _, way): Drawn => {
    const [, group = "", member = ""] = /^(grp\/[^/]+\/[^/]+|[^/]+)\/(.+)$/s.exec(rest) ?? [];
    return { from: member, to: group, what: "membership", way };
  },
  token: (rest, _, way): Drawn => {
    const [, owner = "", name = ""] =
      /^(usr\/[^/]+|(?:sa|role)\/[^/]+\/[^/]+|[^/]+)\/(.*)$/s.exec(rest) ?? [];
    return { from: `token ${name}`, to: owner, what: "its rights", way };
  },
  trust_policy: (_, { reference, fields }, way): Drawn => {
    const account = fields.find(({ name }) => name === "service_account_id")?.after;
    const from = `jobs of ${reference}`;
    if (typeof account === "string") return { from, to: account, what: "its rights", way };
    return { from, what: way === "loses" ? "lose their rights" : "may be others", way };
  },
} as const satisfies {
  readonly [kind in Change["kind"]]?: (rest: string, change: Change, way: Way) => Drawn;
};

/** Of a role, an account or a group only what others gain or lose by it. */
function changedHolder({ kind, action, reference, fields }: Change, way: Way): Drawn | undefined {
  if (!["role", "service_account", "user", "group"].includes(kind)) return undefined;
  if (action === "delete") return { from: reference, what: "deleted, and all that hangs on it", way };
  if (action === "create") return undefined;
  if (fields.some(({ name }) => name === "rules")) return { from: reference, what: "other rules", way };
  const disabled = fields.find(({ name }) => name === "disabled");
  if (disabled === undefined) return undefined;
  return disabled.after === true
    ? { from: reference, what: "disabled", way: "loses" }
    : { from: reference, what: "enabled", way: "gains" };
}

/** On one line, bounded with its codes. */
function label(text: string): string {
  let length = 0;
  const codes = Array.from(oneLine(text), mermaidText);
  const shown = codes.filter((code) => (length += code.length) <= MOST_LABEL);
  return `${shown.join("")}${shown.length < codes.length ? "..." : ""}`;
}
