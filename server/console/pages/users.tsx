import { IconPencil, IconTrash, IconUserOff, IconUsers } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, type ReactNode } from "react";
import type { ItemOf } from "../api/queries.ts";
import { DeleteDialog } from "../parts/delete-dialog.tsx";
import { ListPage } from "../parts/list-page.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import { OffBoardDialog } from "../parts/off-board-dialog.tsx";
import { EnabledBadge } from "../parts/state-badge.tsx";
import type { Column } from "../parts/table-columns.tsx";
import { toggleDisabled } from "../parts/toggle-disabled.tsx";
import { When } from "../parts/when.tsx";

const CreateUser = lazy(async () => ({ default: (await import("./user-dialogs.tsx")).CreateUser }));
const EditUser = lazy(async () => ({ default: (await import("./user-dialogs.tsx")).EditUser }));

type User = ItemOf<"user.list">;

const columns: readonly Column<User>[] = [
  {
    key: "email",
    order: "email",
    title: "E-mail",
    phone: "head",
    cell: ({ id, email }) => (
      <strong>
        <Link to="/users/$id" params={{ id }}>
          {email}
        </Link>
      </strong>
    ),
  },
  { key: "name", title: "Name", order: "display_name", cell: ({ display_name: name }) => name },
  {
    key: "state",
    title: "State",
    width: "8rem",
    cell: ({ disabled }) => <EnabledBadge disabled={disabled} />,
  },
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

export function UsersPage(): ReactNode {
  return (
    <ListPage
      list="user.list"
      title="Users"
      about="People. They sign in here, by a password or an identity provider, and own tokens."
      icon={IconUsers}
      columns={columns}
      nameOf={({ email }) => email}
      filters={["search"]}
      create={{
        label: "Create user",
        open: (show) => {
          show((close) => <CreateUser onClose={close} />);
        },
      }}
      actionsOf={(row, show) => [
        {
          label: "Edit",
          icon: IconPencil,
          onClick: () => {
            show((close) => <EditUser id={row.id} onClose={close} />);
          },
        },
        toggleDisabled("user", row, { name: row.email, show }),
        {
          label: "Off-board",
          icon: IconUserOff,
          isDangerous: true,
          onClick: () => {
            show((close) => <OffBoardDialog noun="user" id={row.id} name={row.email} onClose={close} />);
          },
        },
        {
          label: "Delete",
          icon: IconTrash,
          isDangerous: true,
          onClick: () => {
            show((close) => (
              <DeleteDialog noun="user" title="user" object={row} name={row.email} onClose={close}>
                Their tokens and sessions end at once. Off-boarding also ends the secrets they know of others'
                tokens.
              </DeleteDialog>
            ));
          },
        },
      ]}
      empty={{
        title: "No users here",
        words:
          "A user is a person. Whoever signs in through an identity provider that allows it becomes one, too.",
      }}
    />
  );
}
