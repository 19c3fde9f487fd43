import { Alert } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconBan,
  IconPencil,
  IconPlus,
  IconTrash,
  type TablerIcon,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Reply } from "../../../contract/operations.ts";
import { inlineCode } from "../../parts/inline-code.tsx";
import { StateBadge, type Tone } from "../../parts/state-badge.tsx";
import { ValueDiff } from "../../parts/value-diff.tsx";
import { sentence } from "../../parts/words.ts";
import classes from "./plan-changes.module.css";

export type Change = Reply<"declaration.plan">["changes"][number];
type Action = Exclude<Change["action"], "unchanged">;

const looks = {
  create: { tone: "good", icon: IconPlus, word: "Create" },
  update: { tone: "notice", icon: IconPencil, word: "Update" },
  replace: { tone: "warning", icon: IconArrowsExchange, word: "Replace" },
  delete: { tone: "bad", icon: IconTrash, word: "Delete" },
} as const satisfies Record<
  Action,
  { readonly tone: Tone; readonly icon: TablerIcon; readonly word: string }
>;

/** Where in its files a document, or a field of it by its JSON pointer, stands. */
export type PlaceOf = (document: number, field?: string) => string;

/** What would change, object by object and field by field, with what breaks and what would be refused. */
export function PlanChanges({
  changes,
  placeOf,
}: {
  readonly changes: readonly Change[];
  readonly placeOf?: PlaceOf | undefined;
}): ReactNode {
  return (
    <ul className={classes["changes"]}>
      {changes
        .filter(({ action, refusal }) => action !== "unchanged" || refusal !== null)
        .map((change) => (
          <li key={change.reference} className={classes["change"]}>
            <ChangeOf change={change} placeOf={placeOf} />
          </li>
        ))}
    </ul>
  );
}

function ChangeOf({
  change,
  placeOf,
}: {
  readonly change: Change;
  readonly placeOf: PlaceOf | undefined;
}): ReactNode {
  const { action, reference, breaks, refusal, document } = change;
  return (
    <>
      <div className={classes["head"]}>
        {action !== "unchanged" && <ActionBadge action={action} />}
        <strong className="mono">{reference}</strong>
        {document !== null && placeOf && <span className={classes["place"]}>{placeOf(document)}</span>}
      </div>
      <Fields change={change} />
      {breaks !== null && (
        <Alert color="orange" variant="light" p="xs" icon={<IconAlertTriangle size={16} />}>
          {inlineCode(sentence(breaks))}
        </Alert>
      )}
      {refusal !== null && (
        <Alert
          color="red"
          variant="light"
          p="xs"
          role="alert"
          icon={<IconBan size={16} />}
          title="Would be refused"
        >
          {inlineCode(sentence(refusal.detail))}
          {refusal.errors.map(({ pointer, detail }) => (
            <div key={pointer}>
              <span className="mono">
                {document !== null && placeOf ? placeOf(document, pointer) : pointer}
              </span>
              : {inlineCode(detail)}
            </div>
          ))}
        </Alert>
      )}
    </>
  );
}

export function ActionBadge({ action }: { readonly action: Action }): ReactNode {
  const { tone, icon, word } = looks[action];
  return (
    <StateBadge tone={tone} icon={icon}>
      {word}
    </StateBadge>
  );
}

/** Of what is made only what is said; of what is deleted nothing: it is all gone. */
function Fields({ change: { action, fields } }: { readonly change: Change }): ReactNode {
  if (action === "delete") return null;
  const shown =
    action === "create"
      ? fields
          .filter(({ after }) => after !== null && after !== undefined)
          .map(({ name, after }) => ({ name, after }))
      : fields.map(({ name, before, after }) => ({ name, before: before ?? "none", after: after ?? "none" }));
  return shown.length > 0 && <ValueDiff fields={shown} />;
}
