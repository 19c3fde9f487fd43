import { IconId } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, type ReactNode } from "react";
import { ListPage } from "../parts/list-page.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import { EnabledBadge } from "../parts/state-badge.tsx";
import type { Column } from "../parts/table-columns.tsx";
import { type IdentityProvider, providerActions } from "./identity-provider-actions.tsx";

const CreateIdentityProvider = lazy(async () => ({
  default: (await import("./identity-provider-dialogs.tsx")).CreateIdentityProvider,
}));

const columns: readonly Column<IdentityProvider>[] = [
  {
    key: "name",
    order: "name",
    title: "Name",
    phone: "head",
    width: "20%",
    cell: ({ id, name }) => (
      <strong>
        <Link to="/identity-providers/$id" params={{ id }}>
          {name}
        </Link>
      </strong>
    ),
  },
  { key: "issuer", title: "Issuer", cell: ({ issuer }) => <span className="mono">{issuer}</span> },
  {
    key: "client",
    title: "Client",
    width: "16%",
    cell: ({ client_id: id }) => <span className="mono">{id}</span>,
  },
  {
    key: "sign-up",
    title: "Sign-up",
    width: "9rem",
    cell: ({ allow_sign_up: isAllowed }) => (isAllowed ? "new people too" : "linked people"),
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
    width: "12%",
    phone: "hidden",
    cell: ({ managed_by: by }) => <ManagedBadge managedBy={by} />,
  },
];

export function IdentityProvidersPage(): ReactNode {
  return (
    <ListPage
      list="identity_provider.list"
      title="Identity providers"
      about="Where people sign in with the account they have already (OpenID Connect), and whose claims give them roles."
      icon={IconId}
      columns={columns}
      nameOf={({ name }) => name}
      filters={["search"]}
      create={{
        label: "Create identity provider",
        open: (show) => {
          show((close) => <CreateIdentityProvider onClose={close} />);
        },
      }}
      actionsOf={providerActions}
      empty={{
        title: "No identity providers yet",
        words:
          "People sign in by a password of their own so far. With a provider, whoever leaves there no longer signs in here, and groups there give roles here.",
      }}
    />
  );
}
