import { Select } from "@mantine/core";
import type { ReactNode } from "react";
import { useRead } from "../api/queries.ts";
import type { ObjectForm } from "./object-form.tsx";
import { SYSTEM } from "./projects.ts";

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
  const { data } = useRead("project.list", { query: { page_size: 200 } });
  const { value, onChange, error } = form.input(name);
  const chosen = typeof value === "string" ? value : null;
  const names = new Set([SYSTEM, ...(data?.items ?? []).map((project) => project.name).toSorted()]);
  if (chosen !== null) names.add(chosen);
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
      allowDeselect={false}
    />
  );
}
