import { IconPencil, IconTrash, IconUsersGroup } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, type ReactNode } from "react";
import type { ItemOf } from "../api/queries.ts";
import { DeleteDialog } from "../parts/delete-dialog.tsx";
import { ListPage } from "../parts/list-page.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import type { Column } from "../parts/table-columns.tsx";
import { When } from "../parts/when.tsx";

const CreateGroup = lazy(async () => ({ default: (await import("./group-dialogs.tsx")).CreateGroup }));
const EditGroup = lazy(async () => ({ default: (await import("./group-dialogs.tsx")).EditGroup }));

type Group = ItemOf<"group.list">;

const columns: readonly Column<Group>[] = [
  {
    key: "name",
    order: "name",
    title: "Name",
    phone: "head",
    cell: ({ id, name }) => (
      <strong>
        <Link to="/groups/$id" params={{ id }}>
          {name}
        </Link>
      </strong>
    ),
  },
  { key: "project", title: "Project", width: "18%", cell: ({ project }) => project },
  { key: "description", title: "Description", phone: "hidden", cell: ({ description }) => description },
  {
    key: "managed",
    title: "Managed",
    width: "14%",
    phone: "hidden",
    cell: ({ managed_by: by }) => <ManagedBadge managedBy={by} />,
  },
  {
    key: "created",
    title: "Created",
    order: "created_at",
    width: "9rem",
    cell: ({ created_at: at }) => <When at={at} />,
  },
];

export function GroupsPage(): ReactNode {
  return (
    <ListPage
      list="group.list"
      title="Groups"
      about="Named sets of users and service accounts, who hold what is bound to the group."
      icon={IconUsersGroup}
      columns={columns}
      nameOf={({ name }) => name}
      filters={["project", "search"]}
      create={{
        label: "Create group",
        open: (show, { project }) => {
          show((close) => <CreateGroup project={project} onClose={close} />);
        },
      }}
      actionsOf={(row, show) => [
        {
          label: "Edit",
          icon: IconPencil,
          onClick: () => {
            show((close) => <EditGroup id={row.id} onClose={close} />);
          },
        },
        {
          label: "Delete",
          icon: IconTrash,
          isDangerous: true,
          onClick: () => {
            show((close) => (
              <DeleteDialog noun="group" title="group" object={row} name={row.name} onClose={close}>
                Its members lose what is bound to it with their next request. They themselves stay.
              </DeleteDialog>
            ));
          },
        },
      ]}
      empty={{
        title: "No groups here yet",
        words: "Bind a role to a group once; whoever joins it holds the role, and loses it by leaving.",
      }}
    />
  );
}
