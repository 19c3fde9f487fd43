import { Alert, Button, List } from "@mantine/core";
import { IconBan } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Reply } from "../../../contract/operations.ts";
import { client } from "../../api/client.ts";
import { valueOf } from "../../api/refusal.ts";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { NoLines, Section } from "../../parts/facts.tsx";
import { inlineCode } from "../../parts/inline-code.tsx";
import { type Show } from "../../parts/use-dialog.tsx";
import { counted, sentence } from "../../parts/words.ts";
import { ActionBadge, PlanChanges, type PlaceOf } from "./plan-changes.tsx";
import classes from "./plan-declaration.module.css";
import type { Planned } from "./planning.ts";

type Applied = Reply<"declaration.apply">;
const actions = ["create", "update", "replace", "delete"] as const;

/** What applying would do, and the button that does that and nothing else. */
export function PlanView({
  planned: { plan, request, placeOf },
  show,
  onApplied,
}: {
  readonly planned: Planned;
  readonly show: Show;
  readonly onApplied: (applied: Applied) => void;
}): ReactNode {
  const { summary, refused, left } = plan;
  const count = actions.reduce((sum, action) => sum + summary[action], 0);
  const at: PlaceOf = (document, field) => {
    const { path, line } = placeOf(document, field);
    return `${path}:${String(line)}`;
  };
  return (
    <Section
      title="Plan"
      action={
        <Button
          disabled={count === 0 || refused > 0}
          onClick={() => {
            show((close) => (
              <ApplyDialog plan={plan} request={request} onClose={close} onApplied={onApplied} />
            ));
          }}
        >
          {count === 0 ? "Nothing to apply" : `Apply ${counted(count, "change")}`}
        </Button>
      }
    >
      <div className={classes["summary"]} role="status">
        {actions
          .filter((action) => summary[action] > 0)
          .map((action) => (
            <span key={action}>
              <ActionBadge action={action} /> {summary[action].toLocaleString("en")}
            </span>
          ))}
        <span>{summary.unchanged.toLocaleString("en")} unchanged</span>
      </div>
      {refused > 0 && (
        <Alert color="red" variant="light" m="sm" icon={<IconBan size={18} />}>
          {counted(refused, "change")} would be refused: then nothing of it is applied.
        </Alert>
      )}
      {count === 0 && refused === 0 && <NoLines>Everything is as declared.</NoLines>}
      <PlanChanges changes={plan.changes} placeOf={at} />
      {left.length > 0 && (
        <p className={classes["left"]}>
          No longer declared, and left as they are: {left.map(({ reference }) => reference).join(", ")}. Tick
          “Delete what is no longer declared” to delete them.
        </p>
      )}
    </Section>
  );
}

/** The digest has the server carry out the plan that was seen, or nothing. */
function ApplyDialog({
  plan: { changes, digest, summary },
  request,
  onClose,
  onApplied,
}: {
  readonly plan: Planned["plan"];
  readonly request: Planned["request"];
  readonly onClose: () => void;
  readonly onApplied: (applied: Applied) => void;
}): ReactNode {
  const ended = changes.filter(({ action }) => action === "delete" || action === "replace");
  return (
    <ConfirmDialog
      title={`Apply ${request.name}?`}
      confirmLabel="Apply"
      isDangerous={ended.length > 0}
      {...(summary.delete > 0 && { typed: request.name })}
      onClose={onClose}
      onConfirm={async () => {
        const body = { ...request.body, digest };
        onApplied(valueOf(await client.call("declaration.apply", { ...request, body })));
      }}
    >
      <p>
        All of it or nothing, in one transaction: {counted(summary.create, "object")} to create,{" "}
        {summary.update} to update, {summary.replace} to replace, {summary.delete} to delete.
      </p>
      {ended.length > 0 && (
        <List size="sm" spacing={4}>
          {ended.map(({ reference, action, breaks }) => (
            <List.Item key={reference}>
              <strong className="mono">{reference}</strong> is {action === "delete" ? "deleted" : "made anew"}
              {breaks !== null && <>: {inlineCode(sentence(breaks))}</>}
            </List.Item>
          ))}
        </List>
      )}
    </ConfirmDialog>
  );
}
