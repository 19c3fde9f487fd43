import { Button, Loader } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { type ItemOf, useRead } from "../../api/queries.ts";
import { problemOf } from "../../api/refusal.ts";
import { StateBadge } from "../../parts/state-badge.tsx";
import { counted, sentence } from "../../parts/words.ts";

export type Declaration = ItemOf<"declaration.list">;

/** Of more the server compares many rows: that is asked for by hand. */
const MOST_UNASKED = 200;

/** Whether what a declaration made is still as it was applied. */
export function DriftBadge({ declaration }: { readonly declaration: Declaration }): ReactNode {
  const { id, name, objects } = declaration;
  const [isAsked, ask] = useState(objects <= MOST_UNASKED);
  const { data, error } = useRead("declaration.drift", isAsked ? { id } : undefined);
  if (!isAsked) {
    return (
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`Check the drift of ${name}`}
        onClick={() => {
          ask(true);
        }}
      >
        Check
      </Button>
    );
  }
  if (error) return <StateBadge tone="neutral">{sentence(problemOf(error).detail)}</StateBadge>;
  if (!data) return <Loader size="xs" role="status" aria-label={`Checking the drift of ${name}`} />;
  if (data.changes.length === 0) {
    return (
      <StateBadge tone="good" icon={IconCheck}>
        None
      </StateBadge>
    );
  }
  return (
    <StateBadge tone="warning" icon={IconAlertTriangle}>
      {counted(data.changes.length, "object")}
    </StateBadge>
  );
}
