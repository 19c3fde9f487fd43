import { IconHeartHandshake, IconPencil, IconTrash } from "@tabler/icons-react";
import { lazy, type ReactNode } from "react";
import type { ItemOf } from "../api/queries.ts";
import { DeleteDialog } from "../parts/delete-dialog.tsx";
import { ListPage } from "../parts/list-page.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import { Named } from "../parts/named.tsx";
import { EnabledBadge } from "../parts/state-badge.tsx";
import type { Column } from "../parts/table-columns.tsx";
import { toggleDisabled } from "../parts/toggle-disabled.tsx";

const CreateTrustPolicy = lazy(async () => ({
  default: (await import("./trust-policy-dialogs.tsx")).CreateTrustPolicy,
}));
const EditTrustPolicy = lazy(async () => ({
  default: (await import("./trust-policy-dialogs.tsx")).EditTrustPolicy,
}));

type TrustPolicy = ItemOf<"trust_policy.list">;

const columns: readonly Column<TrustPolicy>[] = [
  {
    key: "name",
    title: "Name",
    order: "name",
    phone: "head",
    width: "14%",
    cell: ({ name }) => <strong>{name}</strong>,
  },
  {
    key: "account",
    title: "Service account",
    cell: ({ service_account_id: account }) => <Named noun="service_account" id={account} />,
  },
  { key: "issuer", title: "Issuer", cell: ({ issuer }) => issuer },
  {
    key: "claims",
    title: "Claims",
    cell: ({ claims }) => (
      <span className="mono">
        {Object.entries(claims)
          .map(([name, matchers]) => `${name}=${matchers.join("|")}`)
          .join(" ")}
      </span>
    ),
  },
  {
    key: "state",
    title: "State",
    width: "8rem",
    cell: ({ disabled }) => <EnabledBadge disabled={disabled} />,
  },
  {
    key: "managed",
    title: "Managed",
    width: "10%",
    phone: "hidden",
    cell: ({ managed_by: by }) => <ManagedBadge managedBy={by} />,
  },
];

export function TrustPoliciesPage(): ReactNode {
  return (
    <ListPage
      list="trust_policy.list"
      title="Trust policies"
      about="Which jobs elsewhere, such as those of GitHub Actions, get short-lived tokens of which service account."
      icon={IconHeartHandshake}
      columns={columns}
      nameOf={({ name }) => name}
      filters={["project", "search"]}
      taken={["service_account_id"]}
      create={{
        label: "Create trust policy",
        open: (show) => {
          show((close) => <CreateTrustPolicy onClose={close} />);
        },
      }}
      actionsOf={(row, show) => [
        {
          label: "Edit",
          icon: IconPencil,
          onClick: () => {
            show((close) => <EditTrustPolicy id={row.id} project={row.project} onClose={close} />);
          },
        },
        toggleDisabled("trust_policy", row, { name: row.name, show }),
        {
          label: "Delete",
          icon: IconTrash,
          isDangerous: true,
          onClick: () => {
            show((close) => (
              <DeleteDialog
                noun="trust_policy"
                title="trust policy"
                object={row}
                name={row.name}
                onClose={close}
              >
                Its jobs get no more tokens, and those they have are refused from the next request on.
              </DeleteDialog>
            ));
          },
        },
      ]}
      empty={{
        title: "No trust policies yet",
        words: "With one, a job signs in with the identity its CI gives it: no secret lies in a repository.",
      }}
    />
  );
}
