import { Select } from "@mantine/core";
import { IconFolder } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useProjectNames } from "./project-names.ts";

/** Narrows a list to one project. */
export function ProjectFilter({
  value,
  onChange,
}: {
  readonly value: string | undefined;
  readonly onChange: (project: string | undefined) => void;
}): ReactNode {
  const { names, onSearchChange } = useProjectNames(value ?? null);
  return (
    <Select
      aria-label="Project"
      placeholder="All projects"
      size="sm"
      w={{ base: "100%", sm: 190 }}
      leftSection={<IconFolder size={16} stroke={1.6} aria-hidden />}
      data={[...names]}
      value={value ?? null}
      onChange={(chosen) => {
        onChange(chosen ?? undefined);
      }}
      clearable
      clearButtonProps={{ "aria-label": "Show all projects" }}
      searchable
      onSearchChange={onSearchChange}
      nothingFoundMessage="There is no such project"
    />
  );
}
