import { Alert, Button, Loader, Select, Stack, TextInput } from "@mantine/core";
import { IconDownload, IconTopologyStar3 } from "@tabler/icons-react";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { type AccessMap, accessMap, type AccessNode } from "../../../contract/access-map.ts";
import { toDot, toMermaid } from "../../../contract/access-map-text.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { ErrorState } from "../../parts/error-state.tsx";
import { FoldedFilters } from "../../parts/folded-filters.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { ProjectFilter } from "../../parts/project-filter.tsx";
import { saveFile } from "../../parts/save-file.ts";
import { Toolbar } from "../../parts/toolbar.tsx";
import { useUrlFilters } from "../../parts/url-filters.ts";
import { useTyped } from "../../parts/use-typed.ts";
import { MapTable } from "./map-table.tsx";
import { type ReadLists, useAccessLists } from "./read-lists.ts";

const Picture = lazy(async () => ({ default: (await import("./picture.tsx")).Picture }));

/** Ways that are drawn at most. */
const MOST = 120;

export function AccessMapPage(): ReactNode {
  const { data, error, refetch } = useAccessLists();
  const map = useMap(data);
  return (
    <>
      <PageHeader
        title="Access map"
        about="Who holds which role where: from people, accounts, groups and claims over bindings to roles and projects."
      >
        {map && <Exports map={map} />}
      </PageHeader>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loader role="status" aria-label="Reading who holds what" />}
      {data && map && <MapOf read={data} map={map} />}
    </>
  );
}

/** Of what was read, as far as the filters in the address leave it. */
function useMap(read: ReadLists | undefined): AccessMap | undefined {
  const [filters] = useUrlFilters();
  const [now] = useState(() => new Date());
  const { subject, role, project, resource_type: resourceType, action } = filters;
  return useMemo(
    () =>
      read &&
      accessMap(read.lists, {
        filters: { subject, role, project, resourceType, action: resourceType && action },
        most: MOST,
        now,
      }),
    [read, subject, role, project, resourceType, action, now],
  );
}

function MapOf({ read, map }: { readonly read: ReadLists; readonly map: AccessMap }): ReactNode {
  const [, change] = useUrlFilters();
  const choose = ({ id, kind }: AccessNode): void => {
    if (kind === "role") change({ role: id });
    else if (kind === "project") change({ project: id.slice("project:".length) });
    else if (kind !== "role_binding") change({ subject: id });
  };
  return (
    <Stack gap="sm">
      <Filters read={read} />
      <Bounds map={map} read={read} />
      {map.total === 0 ? (
        <EmptyState icon={IconTopologyStar3} title="Nobody holds that">
          <p>No binding is left by these filters, of those you may see. Clear one of them to see more.</p>
        </EmptyState>
      ) : (
        <>
          <Suspense fallback={<Loader role="status" aria-label="Drawing" />}>
            <Picture map={map} onChoose={choose} />
          </Suspense>
          <MapTable map={map} />
        </>
      )}
    </Stack>
  );
}

function Filters({ read: { lists } }: { readonly read: ReadLists }): ReactNode {
  const [filters, change] = useUrlFilters();
  const inProject = ({ id, name, project }: { id: string; name: string; project: string }) => ({
    value: id,
    label: `${project}/${name}`,
  });
  const subjects = [
    ...lists.users.map(({ id, email }) => ({ value: id, label: email })),
    ...lists.serviceAccounts.map(inProject),
    ...lists.groups.map((group) => ({ ...inProject(group), label: `group ${inProject(group).label}` })),
  ];
  return (
    <Toolbar>
      <FoldedFilters count={Object.values(filters).filter(Boolean).length}>
        <Choice
          label="Who"
          data={subjects}
          value={filters["subject"]}
          onChange={(subject) => {
            change({ subject });
          }}
        />
        <Choice
          label="Role"
          data={lists.roles.map(inProject)}
          value={filters["role"]}
          onChange={(role) => {
            change({ role });
          }}
        />
        <ProjectFilter
          value={filters["project"]}
          onChange={(project) => {
            change({ project });
          }}
        />
        <TextFilter
          label="Resource type"
          example="flow"
          value={filters["resource_type"]}
          onChange={(type) => {
            change({ resource_type: type });
          }}
        />
        <TextFilter
          label="Action"
          example="execute"
          value={filters["action"]}
          disabled={!filters["resource_type"]}
          onChange={(action) => {
            change({ action });
          }}
        />
      </FoldedFilters>
    </Toolbar>
  );
}

function TextFilter({
  label,
  example,
  value = "",
  disabled = false,
  onChange,
}: {
  readonly label: string;
  readonly example: string;
  readonly value: string | undefined;
  readonly disabled?: boolean;
  readonly onChange: (value: string | undefined) => void;
}): ReactNode {
  const [typed, type] = useTyped(value, (text) => {
    onChange(text === "" ? undefined : text);
  });
  return (
    <TextInput
      aria-label={label}
      placeholder={`${label}: ${example}`}
      w={{ base: "100%", sm: 170 }}
      value={typed}
      disabled={disabled}
      onChange={(event) => {
        type(event.currentTarget.value);
      }}
    />
  );
}

function Choice({
  label,
  data,
  value,
  onChange,
}: {
  readonly label: string;
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}): ReactNode {
  const isKnown = value === undefined || data.some((one) => one.value === value);
  return (
    <Select
      aria-label={label}
      placeholder={label === "Who" ? "Anybody" : "Any role"}
      data={isKnown ? [...data] : [...data, { value, label: value }]}
      value={value ?? null}
      onChange={(chosen) => {
        onChange(chosen ?? undefined);
      }}
      limit={100}
      searchable
      clearable
      clearButtonProps={{ "aria-label": `Any ${label.toLowerCase()}` }}
      nothingFoundMessage="There is nobody and nothing of that name"
      w={{ base: "100%", sm: 220 }}
    />
  );
}

/** What is not in the picture, said before anybody takes a part for the whole. */
function Bounds({ map, read }: { readonly map: AccessMap; readonly read: ReadLists }): ReactNode {
  const said = [
    ...(map.paths.length < map.total
      ? [
          `This is a part: the first ${String(map.paths.length)} of ${String(map.total)} ways to hold a role. Narrow it by a filter.`,
        ]
      : []),
    ...(read.parts.length > 0 ? [`Of ${read.parts.join(", ")} only the first 1000 were read.`] : []),
    ...(read.refused.length > 0
      ? [`You may not list ${read.refused.join(", ")}: they are called by their ids.`]
      : []),
  ];
  if (said.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" py={6} role="status">
      {said.join(" ")}
    </Alert>
  );
}

const formats = [
  { label: "Mermaid", file: "access.mmd", write: toMermaid },
  { label: "DOT", file: "access.dot", write: toDot },
] as const;

/** What is shown, as text for other programs to draw. */
function Exports({ map }: { readonly map: AccessMap }): ReactNode {
  return formats.map(({ label, file, write }) => (
    <Button
      key={label}
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      onClick={() => {
        saveFile(file, write(map));
      }}
    >
      {label}
    </Button>
  ));
}
