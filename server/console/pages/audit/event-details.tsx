import { Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type FieldDiff, ValueDiff } from "../../parts/value-diff.tsx";
import { When } from "../../parts/when.tsx";
import type { AuditEvent } from "./verify-events.ts";
import classes from "./event-details.module.css";

/** One change: what it changed, and what the chain says of it. */
export function EventDetails({ event }: { readonly event: AuditEvent }): ReactNode {
  const { actor, target, time, ip, request_id: request } = event;
  const fields = diffsOf(event.changes);
  const facts: readonly (readonly [string, ReactNode])[] = [
    ["When", <When key="time" at={time} />],
    ["Who", <Related key="actor" name="actor_id" id={actor.id} note={actor.type} />],
    ["With token", actor.token_id ?? "none: the server itself"],
    ["Target", <Related key="target" name="target_id" id={target.id} note={target.type} />],
    ["Where", ip ?? "the server itself"],
    ["Request", request ?? "none"],
    ["Number", String(event.sequence)],
    ["Hash", event.hash],
    ["Hash before", event.previous_hash],
  ];
  return (
    <Stack gap="md">
      <dl className={classes["facts"]}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
      </dl>
      <div>
        <Title order={3}>Changes</Title>
        {fields.length === 0 ? (
          <Text size="sm" c="dimmed">
            The action itself says all there is.
          </Text>
        ) : (
          <ValueDiff fields={fields} />
        )}
      </div>
    </Stack>
  );
}

/** Leads to whatever else was done by, or to, the same one. */
function Related({
  name,
  id,
  note,
}: {
  readonly name: "actor_id" | "target_id";
  readonly id: string;
  readonly note: string;
}): ReactNode {
  return (
    <>
      <Link to="/audit" search={{ [name]: id } as never}>
        {id}
      </Link>{" "}
      ({note})
    </>
  );
}

/** Of a change each field's `before` and `after`; of what was made its values. */
function diffsOf(changes: AuditEvent["changes"]): readonly FieldDiff[] {
  return Object.entries(changes).map(([name, value]) => {
    if (typeof value === "object" && value !== null && "before" in value && "after" in value) {
      return { name, before: value.before, after: value.after };
    }
    return { name, after: value };
  });
}
