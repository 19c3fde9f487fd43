import { Button, CloseButton, Group, Paper, Select, Text } from "@mantine/core";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { lazy, type ReactNode, useState } from "react";
import { client } from "../api/client.ts";
import { type Filters, NEWEST, showChanged, useEndless } from "../api/queries.ts";
import { asError } from "../api/refusal.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { EmptyState } from "../parts/empty-state.tsx";
import { Named } from "../parts/named.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { ProjectFilter } from "../parts/project-filter.tsx";
import { SearchField } from "../parts/search-field.tsx";
import { tell } from "../parts/toast.ts";
import type { Token } from "../parts/token-badges.tsx";
import { owners } from "../parts/token-owner.tsx";
import { Toolbar } from "../parts/toolbar.tsx";
import { useUrlFilters } from "../parts/url-filters.ts";
import { useDialog } from "../parts/use-dialog.tsx";
import { counted } from "../parts/words.ts";
import { TokenTable } from "./token-table.tsx";

// Forms bring the contract's schemas with them, which lists do without.
const CreateToken = lazy(async () => ({ default: (await import("./create-token.tsx")).CreateToken }));

const states = [
  { value: "active", label: "Active" },
  { value: "pending", label: "Awaits approval" },
  { value: "disabled", label: "Disabled" },
  { value: "blocked", label: "Blocked by policy" },
  { value: "expired", label: "Expired" },
  { value: "revoked", label: "Revoked" },
];

const narrowing = ["search", "project", "state", "service_account_id", "user_id", "role_id"] as const;

export function TokensPage(): ReactNode {
  const [filters, change] = useUrlFilters();
  const given = Object.fromEntries(narrowing.map((name) => [name, filters[name]]));
  const order = filters["order_by"] ?? NEWEST;
  const list = useEndless("token.list", { ...given, order_by: order, session: "false" });
  const [ids, select] = useState<ReadonlySet<string>>(new Set());
  const { dialog, show } = useDialog();
  const selected = list.items.filter(({ id }) => ids.has(id));
  const create = (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => {
        show((close) => <CreateToken onClose={close} />);
      }}
    >
      Create token
    </Button>
  );
  const isNarrowed = Object.values(given).some((value) => value !== undefined && value !== "");
  return (
    <>
      <PageHeader
        title="Tokens"
        about="Every API token you may see, whoever owns it and however it was made."
      >
        {create}
      </PageHeader>
      <TokenFilters filters={filters} change={change} />
      {selected.length > 0 && (
        <SelectionBar
          tokens={selected}
          onRevoke={() => {
            show((close) => (
              <RevokeMany
                tokens={selected}
                onClose={() => {
                  select(new Set());
                  close();
                }}
              />
            ));
          }}
          onClear={() => {
            select(new Set());
          }}
        />
      )}
      <TokenTable
        list={list}
        show={show}
        selection={{ ids, change: select }}
        sorting={{
          order,
          change: (asked) => {
            change({ order_by: asked });
          },
        }}
        empty={
          <EmptyState icon={IconKey} title={isNarrowed ? "No token is like that" : "No tokens yet"}>
            <p>
              {isNarrowed
                ? "Search for less, or look in all projects and states."
                : "A token lets a job or a service act as a service account, a person or a role, and may do less than they."}
            </p>
            {!isNarrowed && create}
          </EmptyState>
        }
      />
      {dialog}
    </>
  );
}

function TokenFilters({
  filters,
  change,
}: {
  readonly filters: Filters;
  readonly change: (changed: Filters) => void;
}): ReactNode {
  return (
    <Toolbar>
      <SearchField
        label="Search name or description"
        value={filters["search"]}
        onChange={(text) => {
          change({ search: text });
        }}
      />
      <ProjectFilter
        value={filters["project"]}
        onChange={(project) => {
          change({ project });
        }}
      />
      <OwnerFilter filters={filters} change={change} />
      <Select
        aria-label="State"
        placeholder="Any state"
        w={{ base: "100%", sm: 170 }}
        data={states}
        value={filters["state"] ?? null}
        clearable
        clearButtonProps={{ "aria-label": "Show any state" }}
        onChange={(state) => {
          change({ state: state ?? undefined });
        }}
      />
    </Toolbar>
  );
}

/** Whose tokens are shown, where a link from their owner's page has led here; a click shows everyone's again. */
function OwnerFilter({
  filters,
  change,
}: {
  readonly filters: Filters;
  readonly change: (changed: Filters) => void;
}): ReactNode {
  const owner = owners.find(({ key }) => filters[key]);
  const id = owner && filters[owner.key];
  if (!owner || !id) return null;
  return (
    <Group gap={4} wrap="nowrap">
      <Text size="sm" component="span">
        Only of <Named noun={owner.noun} id={id} />
      </Text>
      <CloseButton
        size="sm"
        aria-label="Show the tokens of all owners"
        onClick={() => {
          change({ [owner.key]: undefined });
        }}
      />
    </Group>
  );
}

function SelectionBar({
  tokens,
  onRevoke,
  onClear,
}: {
  readonly tokens: readonly Token[];
  readonly onRevoke: () => void;
  readonly onClear: () => void;
}): ReactNode {
  return (
    <Paper withBorder p="xs" mb="sm" role="status">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{counted(tokens.length, "token")} selected</Text>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={onClear}>
            Clear the selection
          </Button>
          <Button size="xs" color="red.9" onClick={onRevoke}>
            Revoke {counted(tokens.length, "token")}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}

/** Each by its id: what is revoked is what was seen and chosen, whatever was made meanwhile. */
function RevokeMany({
  tokens,
  onClose,
}: {
  readonly tokens: readonly Token[];
  readonly onClose: () => void;
}): ReactNode {
  const revoke = async (): Promise<void> => {
    const left = tokens.filter(({ state }) => state !== "revoked");
    let done = 0;
    for (const { id, name } of left) {
      const result = await client.call("token.revoke", { id });
      if (result.type === "problem") {
        const detail = `${counted(done, "token")} revoked; ${name} was not: ${result.problem.detail}`;
        throw asError({ ...result.problem, detail });
      }
      showChanged("token", result.value);
      done += 1;
    }
    tell(`${counted(done, "token")} revoked.`);
  };
  const used = tokens.filter(({ last_used_at: at }) => at !== null).length;
  return (
    <ConfirmDialog
      title={`Revoke ${counted(tokens.length, "token")}?`}
      confirmLabel={`Revoke ${counted(tokens.length, "token")}`}
      onClose={onClose}
      onConfirm={revoke}
      {...(tokens.length > 10 && { typed: String(tokens.length) })}
    >
      <p>
        Whatever uses them is refused from the next request on; {used} of them {used === 1 ? "has" : "have"}{" "}
        been used. It cannot be undone.
      </p>
      <ul>
        {tokens.slice(0, 8).map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
        {tokens.length > 8 && <li>and {counted(tokens.length - 8, "other")}</li>}
      </ul>
    </ConfirmDialog>
  );
}
