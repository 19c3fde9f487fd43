import { IconPencil, IconShieldLock, IconTrash } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ItemOf } from "../api/queries.ts";
import { DeleteDialog } from "../parts/delete-dialog.tsx";
import { ListPage } from "../parts/list-page.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import type { Column } from "../parts/table-columns.tsx";
import { counted } from "../parts/words.ts";

type Role = ItemOf<"role.list">;

const columns: readonly Column<Role>[] = [
  {
    key: "name",
    order: "name",
    title: "Name",
    phone: "head",
    width: "22%",
    cell: ({ id, name }) => (
      <strong>
        <Link to="/roles/$id" params={{ id }}>
          {name}
        </Link>
      </strong>
    ),
  },
  { key: "project", title: "Project", width: "16%", cell: ({ project }) => project },
  { key: "rules", title: "Rules", width: "8rem", cell: ({ rules }) => counted(rules.length, "rule") },
  { key: "description", title: "Description", phone: "hidden", cell: ({ description }) => description },
  {
    key: "managed",
    title: "Managed",
    width: "14%",
    cell: ({ built_in: isBuiltIn, managed_by: by }) =>
      isBuiltIn ? <StateBadge tone="neutral">Built in</StateBadge> : <ManagedBadge managedBy={by} />,
  },
];

export function RolesPage(): ReactNode {
  const navigate = useNavigate();
  return (
    <ListPage
      list="role.list"
      title="Roles"
      about="Named sets of rules. A role grants nothing until it is bound to somebody."
      icon={IconShieldLock}
      columns={columns}
      nameOf={({ name }) => name}
      filters={["project", "search"]}
      create={{
        label: "Create role",
        open: (_, { project }) =>
          void navigate({ to: "/create-role", search: (project === undefined ? {} : { project }) as never }),
      }}
      actionsOf={(row, show) =>
        row.built_in
          ? []
          : [
              {
                label: "Edit",
                icon: IconPencil,
                onClick: () => void navigate({ to: "/roles/$id", params: { id: row.id } }),
              },
              {
                label: "Delete",
                icon: IconTrash,
                isDangerous: true,
                onClick: () => {
                  show((close) => (
                    <DeleteDialog noun="role" title="role" object={row} name={row.name} onClose={close}>
                      Its bindings go with it, and the tokens that are the role&apos;s own end at once.
                    </DeleteDialog>
                  ));
                },
              },
            ]
      }
      empty={{
        title: "No roles here yet",
        words:
          "A role says what may be done. Five are built in; make one for what your own services are asked.",
      }}
    />
  );
}
