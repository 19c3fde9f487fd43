import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { EndlessList } from "../api/queries.ts";
import { tokenActions } from "./token-dialogs.tsx";
import { DataTable } from "../parts/data-table.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import { RowMenu } from "../parts/row-menu.tsx";
import type { Column, Selection, Sorting } from "../parts/table-columns.tsx";
import { ExpiryBadge, modeWords, type Token, TokenState } from "../parts/token-badges.tsx";
import { TokenOwner } from "../parts/token-owner.tsx";
import type { useDialog } from "../parts/use-dialog.tsx";
import { When } from "../parts/when.tsx";

const name: Column<Token> = {
  key: "name",
  title: "Name",
  phone: "head",
  order: "name",
  cell: (token) => (
    <>
      <Link to="/tokens/$id" params={{ id: token.id }}>
        <strong>{token.name}</strong>
      </Link>{" "}
      <ManagedBadge managedBy={token.managed_by} />
    </>
  ),
};
const owner: Column<Token> = {
  key: "owner",
  title: "Owner and project",
  width: "19%",
  cell: (token) => (
    <div>
      <TokenOwner token={token} />
      <Text size="xs" c="dimmed">
        {token.project}
      </Text>
    </div>
  ),
};
const others: readonly Column<Token>[] = [
  {
    key: "state",
    title: "State and mode",
    width: "9.5rem",
    cell: ({ state, mode }) => (
      <div>
        <TokenState state={state} />
        <Text size="xs" c="dimmed">
          {modeWords[mode]}
        </Text>
      </div>
    ),
  },
  {
    key: "created",
    title: "Created",
    width: "7rem",
    phone: "hidden",
    order: "created_at",
    cell: ({ created_at: at }) => <When at={at} />,
  },
  {
    key: "expires",
    title: "Expires",
    width: "8.5rem",
    order: "expires_at",
    cell: (token) => <ExpiryBadge {...token} />,
  },
  {
    key: "used",
    title: "Last used",
    width: "8rem",
    order: "last_used_at",
    cell: ({ last_used_at: at, last_used_ip: ip }) => (
      <div>
        <When at={at} />
        {ip !== null && <div className="mono">{ip}</div>}
      </div>
    ),
  },
];

const every = [name, owner, ...others];
const own = [name, ...others];

/** Tokens with all that people look for in a list of them. */
export function TokenTable({
  list,
  show,
  empty,
  isOwn = false,
  selection,
  sorting,
}: {
  readonly list: EndlessList<Token>;
  readonly show: ReturnType<typeof useDialog>["show"];
  readonly empty: ReactNode;
  /** Whether they are all the reader's. */
  readonly isOwn?: boolean;
  readonly selection?: Selection;
  readonly sorting?: Sorting;
}): ReactNode {
  return (
    <DataTable
      label="Tokens"
      list={list}
      columns={isOwn ? own : every}
      nameOf={(token) => token.name}
      actions={(token) => <RowMenu name={token.name} actions={tokenActions(token, show)} />}
      empty={empty}
      {...(selection && { selection })}
      {...(sorting && { sorting })}
    />
  );
}
