import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import type { ObjectForm } from "./object-form.tsx";

/** A moment in the reader's own zone; what is sent is UTC. */
export function InstantField({
  form,
  name,
  label,
  description,
}: {
  readonly form: ObjectForm;
  readonly name: string;
  readonly label: string;
  readonly description: string;
}): ReactNode {
  const { value, onChange, error } = form.input(name);
  return (
    <TextInput
      type="datetime-local"
      label={label}
      name={name}
      description={`${description} In your time zone, ${Intl.DateTimeFormat().resolvedOptions().timeZone}.`}
      value={typeof value === "string" ? localOf(value) : ""}
      onChange={(event) => {
        const at = new Date(event.currentTarget.value);
        onChange(Number.isNaN(at.getTime()) ? undefined : at.toISOString());
      }}
      error={error}
    />
  );
}

/** What the input shows: the same moment, without a zone, to the minute. */
function localOf(instant: string): string {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
