import { Autocomplete } from "@mantine/core";
import type { ReactNode } from "react";
import { useRead } from "../api/queries.ts";
import type { NamedNoun } from "./named.tsx";
import type { ObjectForm } from "./object-form.tsx";

interface Shown {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly project?: string;
}

/** By what people name an object: `shop/deployer`, or a user's e-mail address. */
function referenceOf({ name = "", email, project }: Shown): string {
  return email ?? (project === undefined ? name : `${project}/${name}`);
}

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
  const { data } = useRead(`${noun}.list`, { query: { page_size: 200 } });
  const items: readonly Shown[] = data?.items ?? [];
  const { value, onChange, error } = form.input(name);
  return (
    <Autocomplete
      label={label}
      name={name}
      description={description}
      data={[...new Set(items.map(referenceOf))]}
      value={typeof value === "string" ? value : ""}
      onChange={(text) => {
        onChange(text === "" ? undefined : text);
      }}
      error={error}
      autoComplete="off"
      limit={50}
      required
    />
  );
}
