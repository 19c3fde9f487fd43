import { Alert, Button, Drawer, Group, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconDownload, IconHistory, IconShieldCheck } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { routes } from "../../../contract/routes.ts";
import { useEndless } from "../../api/queries.ts";
import { base } from "../../environment.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FoldedFilters } from "../../parts/folded-filters.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { saveFile } from "../../parts/save-file.ts";
import type { Column } from "../../parts/table-columns.tsx";
import { Toolbar } from "../../parts/toolbar.tsx";
import { useUrlFilters } from "../../parts/url-filters.ts";
import { When } from "../../parts/when.tsx";
import { csvOf } from "./csv.ts";
import { EventDetails } from "./event-details.tsx";
import { type AuditEvent, type Verdict, verifyEvents } from "./verify-events.ts";

const filterNames = ["actor_id", "action", "target_type", "target_id", "after", "before"] as const;
const labels: Readonly<Record<(typeof filterNames)[number], string>> = {
  actor_id: "Who (id)",
  action: "Action",
  target_type: "Kind of target",
  target_id: "Target (id)",
  after: "From",
  before: "Before",
};
const examples: Readonly<Record<(typeof filterNames)[number], string>> = {
  actor_id: "usr_… or system",
  action: "token.rotate",
  target_type: "token",
  target_id: "tok_…",
  after: "2026-01-31T00:00:00Z",
  before: "2026-02-28T00:00:00Z",
};

export function AuditPage(): ReactNode {
  const [filters, change] = useUrlFilters();
  const asked = Object.fromEntries(filterNames.map((name) => [name, filters[name]]));
  const list = useEndless("audit_event.list", asked);
  const [shown, setShown] = useState<AuditEvent>();
  const [verdict, setVerdict] = useState<Verdict>();
  const columns = columnsWith(setShown);
  return (
    <>
      <PageHeader
        title="Audit"
        about="Every change, with who made it, when and from where, written in the transaction that made it."
      >
        <Exports events={list.items} />
      </PageHeader>
      <Toolbar>
        <FoldedFilters count={Object.values(asked).filter(Boolean).length}>
          {filterNames.map((name) => (
            <FilterInput
              key={`${name} ${filters[name] ?? ""}`}
              label={labels[name]}
              example={examples[name]}
              value={filters[name] ?? ""}
              onChange={(value) => {
                setVerdict(undefined);
                change({ [name]: value === "" ? undefined : value });
              }}
            />
          ))}
        </FoldedFilters>
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={16} aria-hidden />}
          disabled={list.items.length === 0}
          onClick={() => {
            void verifyEvents(list.items).then(setVerdict);
          }}
        >
          Verify what is loaded
        </Button>
      </Toolbar>
      {verdict && <ChainState verdict={verdict} />}
      <DataTable
        label="Audit events"
        list={list}
        columns={columns}
        nameOf={({ action, sequence }) => `${action}, number ${String(sequence)}`}
        empty={
          <EmptyState icon={IconHistory} title="No such change was made">
            <p>
              Every change is here, also those of Terraform and the server itself. Clear a filter to see more.
            </p>
          </EmptyState>
        }
      />
      <Drawer
        opened={shown !== undefined}
        onClose={() => {
          setShown(undefined);
        }}
        position="right"
        size="lg"
        title={shown?.action}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {shown && <EventDetails event={shown} />}
      </Drawer>
    </>
  );
}

function columnsWith(onOpen: (event: AuditEvent) => void): readonly Column<AuditEvent>[] {
  return [
    { key: "sequence", title: "No.", width: "5rem", phone: "hidden", cell: ({ sequence }) => sequence },
    { key: "time", title: "When", width: "9rem", cell: ({ time }) => <When at={time} /> },
    {
      key: "action",
      title: "What",
      width: "24%",
      phone: "head",
      cell: (event) => (
        <UnstyledButton
          className="mono"
          fz="sm"
          c="var(--mantine-color-anchor)"
          mih={24}
          aria-haspopup="dialog"
          onClick={() => {
            onOpen(event);
          }}
        >
          {event.action}
        </UnstyledButton>
      ),
    },
    { key: "target", title: "Target", cell: ({ target }) => <span className="mono">{target.id}</span> },
    { key: "actor", title: "Who", cell: ({ actor }) => <span className="mono">{actor.id}</span> },
    { key: "ip", title: "Where", width: "9rem", cell: ({ ip }) => ip ?? "the server itself" },
  ];
}

/** Asked for when it is left or Enter is pressed: half an id finds nothing. */
function FilterInput({
  label,
  example,
  value,
  onChange,
}: {
  readonly label: string;
  readonly example: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const [text, setText] = useState(value);
  const commit = (): void => {
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <TextInput
      aria-label={label}
      placeholder={`${label}: ${example}`}
      w={{ base: "100%", sm: 240 }}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
    />
  );
}

function Exports({ events }: { readonly events: readonly AuditEvent[] }): ReactNode {
  return (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        disabled={events.length === 0}
        onClick={() => {
          saveFile("audit.csv", csvOf(events), "text/csv");
        }}
      >
        CSV of what is loaded
      </Button>
      <Button
        variant="default"
        component="a"
        href={`${base}${routes["audit_event.export"].path}`}
        download="audit.jsonl"
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        All as JSONL
      </Button>
    </Group>
  );
}

function ChainState({ verdict }: { readonly verdict: Verdict }): ReactNode {
  if (verdict.type === "impossible") {
    return (
      <Alert color="gray" variant="light" my="sm" title="Not verified here" role="status">
        A browser computes hashes on https and on the server's own machine alone. Run{" "}
        <code>jeton audit verify</code>.
      </Alert>
    );
  }
  if (verdict.type === "broken") {
    return (
      <Alert
        color="red"
        variant="light"
        my="sm"
        title={`Number ${String(verdict.sequence)} is not what was written`}
        role="alert"
      >
        {`In the event with number ${String(verdict.sequence)} the chain is broken: ${verdict.why}. Somebody changed the database past the server. Keep a copy, and run `}
        <code>jeton audit verify</code>.
      </Alert>
    );
  }
  return (
    <Alert
      variant="default"
      icon={<IconShieldCheck size={18} aria-hidden />}
      my="sm"
      title={`Numbers ${String(verdict.first)} to ${String(verdict.last)} are whole`}
      role="status"
    >
      <Text size="sm">
        {`Each event has the hash of what it says, and ${String(verdict.links)} of them follow the one before it. So nothing of what is loaded was edited, or taken from between two that follow each other. `}
        That the newest were not cut off, only signed checkpoints outside the database show:{" "}
        <code>jeton audit verify</code> compares them.
      </Text>
    </Alert>
  );
}
