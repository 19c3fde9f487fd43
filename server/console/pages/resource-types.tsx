import { IconCategory, IconPencil, IconTrash } from "@tabler/icons-react";
import { lazy, type ReactNode } from "react";
import type { ItemOf } from "../api/queries.ts";
import { DeleteDialog } from "../parts/delete-dialog.tsx";
import { ListPage } from "../parts/list-page.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import type { Column } from "../parts/table-columns.tsx";

const CreateResourceType = lazy(async () => ({
  default: (await import("./resource-type-dialogs.tsx")).CreateResourceType,
}));
const EditResourceType = lazy(async () => ({
  default: (await import("./resource-type-dialogs.tsx")).EditResourceType,
}));

type ResourceType = ItemOf<"resource_type.list">;

function actionsWith(access: "read" | "write"): Column<ResourceType>["cell"] {
  return ({ actions }) => (
    <span className="mono">
      {actions
        .filter((action) => action.access === access)
        .map(({ name }) => name)
        .join(", ")}
    </span>
  );
}

const columns: readonly Column<ResourceType>[] = [
  {
    key: "name",
    title: "Name",
    order: "name",
    phone: "head",
    width: "18%",
    cell: ({ name }) => <strong>{name}</strong>,
  },
  { key: "area", title: "Area", order: "area", width: "14%", cell: ({ area }) => area },
  { key: "read", title: "Reads", cell: actionsWith("read") },
  { key: "write", title: "Writes", cell: actionsWith("write") },
  { key: "description", title: "Description", phone: "hidden", cell: ({ description }) => description },
  {
    key: "managed",
    title: "Managed",
    width: "12%",
    phone: "hidden",
    cell: ({ managed_by: by }) => <ManagedBadge managedBy={by} />,
  },
];

export function ResourceTypesPage(): ReactNode {
  return (
    <ListPage
      list="resource_type.list"
      title="Resource types"
      about="Kinds of things that rules speak of, and what can be done with each. Jeton's own are there already."
      icon={IconCategory}
      columns={columns}
      nameOf={({ name }) => name}
      create={{
        label: "Declare a type",
        open: (show) => {
          show((close) => <CreateResourceType onClose={close} />);
        },
      }}
      actionsOf={(row, show) => [
        {
          label: "Edit",
          icon: IconPencil,
          onClick: () => {
            show((close) => <EditResourceType id={row.id} onClose={close} />);
          },
        },
        {
          label: "Delete",
          icon: IconTrash,
          isDangerous: true,
          onClick: () => {
            show((close) => (
              <DeleteDialog
                noun="resource_type"
                title="resource type"
                object={row}
                name={row.name}
                onClose={close}
              >
                Whoever asks whether somebody may do something with it is told no from then on.
              </DeleteDialog>
            ));
          },
        },
      ]}
      empty={{
        title: "No types are declared yet",
        words:
          "Declare what your services protect, for example flow with view and execute; roles then allow that.",
      }}
    />
  );
}
