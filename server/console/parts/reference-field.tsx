import { Autocomplete } from "@mantine/core";
import type { ReactNode } from "react";
import type { NamedNoun } from "./named.tsx";
import type { ObjectForm } from "./object-form.tsx";
import { referenceOf, useOffers } from "./offers.ts";

/** Which object is meant: by its name, of those that are offered or any other. */
export function ReferenceField({
  noun,
  name,
  label,
  description,
  form,
}: {
  readonly noun: NamedNoun;
  /** The field's, for example `role_id`. */
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly form: ObjectForm;
}): ReactNode {
  const { value, onChange, error } = form.input(name);
  const text = typeof value === "string" ? value : "";
  const offers = useOffers(noun, text);
  return (
    <Autocomplete
      label={label}
      name={name}
      description={description}
      data={[...new Set(offers.map(referenceOf))]}
      value={text}
      onChange={(typed) => {
        onChange(typed === "" ? undefined : typed);
      }}
      error={error}
      autoComplete="off"
      limit={50}
      required
    />
  );
}
