import { Select } from "@mantine/core";
import { IconFolder } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { SYSTEM } from "./projects.ts";
import { useRead } from "../api/queries.ts";

/** Narrows a list to one project. */
export function ProjectFilter({
  value,
  onChange,
}: {
  readonly value: string | undefined;
  readonly onChange: (project: string | undefined) => void;
}): ReactNode {
  const { data } = useRead("project.list", { query: { page_size: 200 } });
  const names = [SYSTEM, ...(data?.items ?? []).map(({ name }) => name).toSorted()];
  const known = value === undefined || names.includes(value) ? names : [...names, value];
  return (
    <Select
      aria-label="Project"
      placeholder="All projects"
      size="sm"
      w={{ base: "100%", sm: 190 }}
      leftSection={<IconFolder size={16} stroke={1.6} aria-hidden />}
      data={known}
      value={value ?? null}
      onChange={(chosen) => {
        onChange(chosen ?? undefined);
      }}
      clearable
      clearButtonProps={{ "aria-label": "Show all projects" }}
      searchable
      nothingFoundMessage="There is no such project"
    />
  );
}
