import { IconPencil, IconRobot, IconTrash, IconUserOff } from "@tabler/icons-react";
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

// Forms bring the contract's schemas with them, which lists do without.
const CreateServiceAccount = lazy(async () => ({
  default: (await import("./service-account-dialogs.tsx")).CreateServiceAccount,
}));
const EditServiceAccount = lazy(async () => ({
  default: (await import("./service-account-dialogs.tsx")).EditServiceAccount,
}));

type ServiceAccount = ItemOf<"service_account.list">;

const columns: readonly Column<ServiceAccount>[] = [
  {
    key: "name",
    order: "name",
    title: "Name",
    phone: "head",
    cell: ({ id, name }) => (
      <strong>
        <Link to="/service-accounts/$id" params={{ id }}>
          {name}
        </Link>
      </strong>
    ),
  },
  { key: "project", title: "Project", width: "18%", cell: ({ project }) => project },
  {
    key: "state",
    title: "State",
    width: "8rem",
    cell: ({ disabled }) => <EnabledBadge disabled={disabled} />,
  },
  { key: "description", title: "Description", phone: "hidden", cell: ({ description }) => description },
  {
    key: "managed",
    title: "Managed",
    width: "12%",
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

export function ServiceAccountsPage(): ReactNode {
  return (
    <ListPage
      list="service_account.list"
      title="Service accounts"
      about="Machine identities: no password, no console. They own tokens."
      icon={IconRobot}
      columns={columns}
      nameOf={({ name }) => name}
      filters={["project", "search"]}
      create={{
        label: "Create service account",
        open: (show, { project }) => {
          show((close) => <CreateServiceAccount project={project} onClose={close} />);
        },
      }}
      actionsOf={(row, show) => [
        {
          label: "Edit",
          icon: IconPencil,
          onClick: () => {
            show((close) => <EditServiceAccount id={row.id} onClose={close} />);
          },
        },
        toggleDisabled("service_account", row, { name: row.name, show }),
        {
          label: "Off-board",
          icon: IconUserOff,
          isDangerous: true,
          onClick: () => {
            show((close) => (
              <OffBoardDialog noun="service_account" id={row.id} name={row.name} onClose={close} />
            ));
          },
        },
        {
          label: "Delete",
          icon: IconTrash,
          isDangerous: true,
          onClick: () => {
            show((close) => (
              <DeleteDialog
                noun="service_account"
                title="service account"
                object={row}
                name={row.name}
                onClose={close}
              >
                Whatever still uses a token of it is refused from the next request on. It cannot be undone.
              </DeleteDialog>
            ));
          },
        },
      ]}
      empty={{
        title: "No service accounts here yet",
        words:
          "A service account is who a job or a service is. Its tokens do what the roles bound to it allow.",
      }}
    />
  );
}
