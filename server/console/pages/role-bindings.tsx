import { IconLink, IconTrash } from "@tabler/icons-react";
import { lazy, type ReactNode } from "react";
import { ListPage } from "../parts/list-page.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import { Named } from "../parts/named.tsx";
import { type RoleBinding, UnbindDialog, whoHolds } from "../parts/subject-sections.tsx";
import type { Column } from "../parts/table-columns.tsx";
import { useChecking } from "../parts/use-checking.ts";
import { When } from "../parts/when.tsx";

const BindDialog = lazy(async () => ({ default: (await import("../parts/bind-dialog.tsx")).BindDialog }));

const columns: readonly Column<RoleBinding>[] = [
  {
    key: "role",
    title: "Role",
    phone: "head",
    cell: ({ role_id: role }) => (
      <strong>
        <Named noun="role" id={role} />
      </strong>
    ),
  },
  { key: "subject", title: "Bound to", cell: (binding) => <Subject {...binding} /> },
  { key: "project", title: "Where, and below", width: "18%", cell: ({ project }) => project },
  {
    key: "ends",
    title: "Ends",
    order: "expires_at",
    width: "9rem",
    cell: ({ expires_at: at }) => <When at={at} />,
  },
  {
    key: "managed",
    title: "Managed",
    width: "14%",
    phone: "hidden",
    cell: ({ managed_by: by }) => <ManagedBadge managedBy={by} />,
  },
];

function Subject({
  user_id: user,
  service_account_id: account,
  group_id: group,
  claim,
}: RoleBinding): ReactNode {
  if (user !== null) return <Named noun="user" id={user} />;
  if (account !== null) return <Named noun="service_account" id={account} />;
  if (group !== null) return <Named noun="group" id={group} />;
  return (
    <span>
      whoever has <code className="mono">{claim?.name}</code> of {claim?.values.join(" or ")} at{" "}
      {claim?.issuer}
    </span>
  );
}

export function RoleBindingsPage(): ReactNode {
  const checking = useChecking();
  return (
    <ListPage
      list="role_binding.list"
      title="Role bindings"
      about="Who holds which role, where. A binding never changes: delete it and make another."
      icon={IconLink}
      columns={columns}
      nameOf={({ project }) => `the binding in ${project}`}
      filters={["project"]}
      taken={["role_id", "user_id", "service_account_id", "group_id"]}
      create={{
        label: "Bind a role",
        open: (show, { project }) => {
          show((close) => <BindDialog given={project === undefined ? {} : { project }} onClose={close} />);
        },
      }}
      actionsOf={(row, show) => [
        checking({ ...whoHolds(row), project: row.project }),
        {
          label: "Delete",
          icon: IconTrash,
          isDangerous: true,
          onClick: () => {
            show((close) => <UnbindDialog binding={row} onClose={close} />);
          },
        },
      ]}
      empty={{
        title: "No role is bound here",
        words:
          "A role grants nothing by itself: bind it to a user, a service account, a group, or a claim of who signs in.",
      }}
    />
  );
}
