import { Select } from "@mantine/core";
import type { ReactNode } from "react";
import type { ObjectForm } from "./object-form.tsx";
import { useProjectNames } from "./project-names.ts";

/** Which project, by name. */
export function ProjectField({
  form,
  description,
  name = "project",
}: {
  readonly form: ObjectForm;
  readonly description: string;
  readonly name?: string;
}): ReactNode {
  const { value, onChange, error } = form.input(name);
  const chosen = typeof value === "string" ? value : null;
  const { names, onSearchChange } = useProjectNames(chosen);
  return (
    <Select
      label="Project"
      name={name}
      description={description}
      data={[...names]}
      value={chosen}
      onChange={onChange}
      error={error}
      required
      searchable
      onSearchChange={onSearchChange}
      nothingFoundMessage="There is no such project"
      allowDeselect={false}
    />
  );
}
