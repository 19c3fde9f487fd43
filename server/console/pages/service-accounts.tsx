import { Button } from "@mantine/core";
import { IconPlayerPlay, IconPlus, IconRobot, IconTrash } from "@tabler/icons-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { client } from "../api/client.ts";
import { type ItemOf, showChanged, showDeleted, useEndless } from "../api/queries.ts";
import { asError, valueOf } from "../api/refusal.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { DataTable } from "../parts/data-table.tsx";
import { EmptyState } from "../parts/empty-state.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { ProjectFilter } from "../parts/project-filter.tsx";
import { type RowAction, RowMenu } from "../parts/row-menu.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import type { Column } from "../parts/table-columns.tsx";
import { tell, tellProblem } from "../parts/toast.ts";
import { Toolbar } from "../parts/toolbar.tsx";
import { useUrlFilters } from "../parts/url-filters.ts";
import { When } from "../parts/when.tsx";

// Forms bring the contract's schemas with them, which lists do without.
const CreateDialog = lazy(async () => ({
  default: (await import("./create-service-account.tsx")).CreateServiceAccount,
}));

type ServiceAccount = ItemOf<"service_account.list">;

const columns: readonly Column<ServiceAccount>[] = [
  { key: "name", title: "Name", phone: "head", cell: ({ name }) => <strong>{name}</strong> },
  { key: "project", title: "Project", width: "18%", cell: ({ project }) => project },
  {
    key: "state",
    title: "State",
    width: "8rem",
    cell: ({ disabled }) =>
      disabled ? (
        <StateBadge tone="neutral">Disabled</StateBadge>
      ) : (
        <StateBadge tone="good">Active</StateBadge>
      ),
  },
  { key: "description", title: "Description", phone: "hidden", cell: ({ description }) => description },
  {
    key: "managed",
    title: "Managed",
    width: "12%",
    phone: "hidden",
    cell: ({ managed_by: by }) => <ManagedBadge managedBy={by} />,
  },
  { key: "created", title: "Created", width: "9rem", cell: ({ created_at: at }) => <When at={at} /> },
];

export function ServiceAccountsPage(): ReactNode {
  const [filters, change] = useUrlFilters();
  const list = useEndless("service_account.list", { project: filters["project"] });
  const [isCreating, setCreating] = useState(false);
  const [deleted, setDeleted] = useState<ServiceAccount>();
  const create = (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => {
        setCreating(true);
      }}
    >
      Create service account
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Service accounts"
        about="Machine identities: no password, no console. They own tokens."
      >
        {create}
      </PageHeader>
      <Toolbar>
        <ProjectFilter
          value={filters["project"]}
          onChange={(project) => {
            change({ project });
          }}
        />
      </Toolbar>
      <DataTable
        label="Service accounts"
        list={list}
        columns={columns}
        nameOf={({ name }) => name}
        actions={(row) => (
          <RowMenu
            name={row.name}
            actions={[
              ...(row.disabled ? [enabling(row)] : []),
              {
                label: "Delete",
                icon: IconTrash,
                isDangerous: true,
                onClick: () => {
                  setDeleted(row);
                },
              },
            ]}
          />
        )}
        empty={
          <EmptyState icon={IconRobot} title="No service accounts here yet">
            <p>
              A service account is who a job or a service is. Its tokens do what the roles bound to it allow.
            </p>
            {create}
          </EmptyState>
        }
      />
      <Suspense>
        {isCreating && (
          <CreateDialog
            project={filters["project"]}
            onClose={() => {
              setCreating(false);
            }}
          />
        )}
      </Suspense>
      {deleted && (
        <DeleteDialog
          account={deleted}
          onClose={() => {
            setDeleted(undefined);
          }}
        />
      )}
    </>
  );
}

function enabling({ id, name }: ServiceAccount): RowAction {
  const enable = async (): Promise<void> => {
    const result = await client.call("service_account.update", { id, body: { disabled: false } });
    if (result.type === "problem") {
      tellProblem(asError(result.problem), `${name} was not enabled`);
      return;
    }
    showChanged("service_account", result.value);
    tell(`${name} is enabled: its tokens work again.`);
  };
  return { label: "Enable", icon: IconPlayerPlay, onClick: () => void enable() };
}

function DeleteDialog({
  account,
  onClose,
}: {
  readonly account: ServiceAccount;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <ConfirmDialog
      title={`Delete ${account.name}?`}
      confirmLabel="Delete service account"
      onClose={onClose}
      onConfirm={async () => {
        valueOf(await client.call("service_account.delete", { id: account.id }));
        showDeleted("service_account", account.id);
        tell(`${account.name} is deleted.`);
      }}
    >
      Whatever still uses a token of it is refused from the next request on. It cannot be undone.
    </ConfirmDialog>
  );
}
