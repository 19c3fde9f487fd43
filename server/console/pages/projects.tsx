import { IconFolder, IconFolderPlus, IconPencil, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, type ReactNode, useEffect, useMemo } from "react";
import { Button } from "@mantine/core";
import { type ItemOf, useEndless } from "../api/queries.ts";
import { DataTable } from "../parts/data-table.tsx";
import { EmptyState } from "../parts/empty-state.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { RowMenu } from "../parts/row-menu.tsx";
import type { Column } from "../parts/table-columns.tsx";
import { useDialog } from "../parts/use-dialog.tsx";
import { When } from "../parts/when.tsx";
import classes from "./projects.module.css";

const CreateProject = lazy(async () => ({ default: (await import("./project-dialogs.tsx")).CreateProject }));
const EditProject = lazy(async () => ({ default: (await import("./project-dialogs.tsx")).EditProject }));
const DeleteProject = lazy(async () => ({ default: (await import("./delete-project.tsx")).DeleteProject }));

type Project = ItemOf<"project.list">;

/** Read whole up to here, so that it is a tree; beyond, as somebody scrolls. */
const MOST_AT_ONCE = 2000;

const columns: readonly Column<Project>[] = [
  { key: "name", title: "Name", phone: "head", cell: ({ name }) => <TreeName name={name} /> },
  { key: "description", title: "Description", phone: "hidden", cell: ({ description }) => description },
  {
    key: "managed",
    title: "Managed",
    width: "16%",
    phone: "hidden",
    cell: ({ managed_by: by }) => <ManagedBadge managedBy={by} />,
  },
  { key: "created", title: "Created", width: "9rem", cell: ({ created_at: at }) => <When at={at} /> },
];

/** A project beneath its parent: what is above it is said for those who do not see how far it stands in. */
function TreeName({ name }: { readonly name: string }): ReactNode {
  const segments = name.split(".");
  const depth = segments.length - 1;
  const above = segments.slice(0, -1).join(".");
  return (
    <span className={classes["name"]} data-depth={Math.min(depth, 7)}>
      <IconFolder size={15} stroke={1.6} aria-hidden />
      <Link to="/service-accounts" search={{ project: name } as never} title={`What lives in ${name}`}>
        {depth > 0 && <span className={classes["above"]}>{above}.</span>}
        <strong>{segments.at(-1)}</strong>
      </Link>
    </span>
  );
}

function inTreeOrder(projects: readonly Project[]): readonly Project[] {
  // A character below all that names have, so that what is below a project comes before its other siblings.
  const key = ({ name }: Project): string => name.replaceAll(".", "\u0001");
  return projects.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

export function ProjectsPage(): ReactNode {
  const list = useEndless("project.list", {});
  const { dialog, show } = useDialog();
  const { items, isMore, isFetchingMore, fetchMore } = list;
  useEffect(() => {
    if (isMore && !isFetchingMore && items.length < MOST_AT_ONCE) fetchMore();
  }, [isMore, isFetchingMore, items.length, fetchMore]);
  const tree = useMemo(() => ({ ...list, items: inTreeOrder(items) }), [list, items]);
  const create = (
    <Button
      leftSection={<IconFolderPlus size={16} />}
      onClick={() => {
        show((close) => <CreateProject onClose={close} />);
      }}
    >
      Create project
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Projects"
        about="Scopes with dotted names: what is granted on one holds below it, too."
      >
        {create}
      </PageHeader>
      <DataTable
        label="Projects"
        list={tree}
        columns={columns}
        nameOf={({ name }) => name}
        actions={(row) => (
          <RowMenu
            name={row.name}
            actions={[
              {
                label: "Create below",
                icon: IconFolderPlus,
                onClick: () => {
                  show((close) => <CreateProject parent={row.name} onClose={close} />);
                },
              },
              {
                label: "Edit",
                icon: IconPencil,
                onClick: () => {
                  show((close) => <EditProject id={row.id} name={row.name} onClose={close} />);
                },
              },
              {
                label: "Delete",
                icon: IconTrash,
                isDangerous: true,
                onClick: () => {
                  show((close) => <DeleteProject project={row} onClose={close} />);
                },
              },
            ]}
          />
        )}
        empty={
          <EmptyState icon={IconFolder} title="No projects yet">
            <p>Everything can live in the system. A project keeps what a team has apart from all others.</p>
            {create}
          </EmptyState>
        }
      />
      {dialog}
    </>
  );
}
