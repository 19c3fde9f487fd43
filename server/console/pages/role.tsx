import { Alert, Button, Group } from "@mantine/core";
import { IconLock, IconPencil, IconPlus } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { lazy, type ReactNode, useState } from "react";
import type { Rule } from "../../contract/built-in-roles.ts";
import type { Reply, Request } from "../../contract/operations.ts";
import { client } from "../api/client.ts";
import { showChanged, useEndless, useRead } from "../api/queries.ts";
import { problemOf, valueOf } from "../api/refusal.ts";
import { ActionButtons } from "../parts/action-buttons.tsx";
import { useChecking } from "../parts/use-checking.ts";
import { ErrorState } from "../parts/error-state.tsx";
import { Facts, Line, Lines, NoLines, Section } from "../parts/facts.tsx";
import { isDeclaredElsewhere, ManagedBadge } from "../parts/managed-badge.tsx";
import { Named } from "../parts/named.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { PageSkeleton } from "../parts/page-skeleton.tsx";
import { RulesEditor } from "../parts/rules-editor.tsx";
import { tell } from "../parts/toast.ts";
import { useDialog } from "../parts/use-dialog.tsx";
import { Instant } from "../parts/when.tsx";
import { sentence } from "../parts/words.ts";

const BindDialog = lazy(async () => ({ default: (await import("../parts/bind-dialog.tsx")).BindDialog }));
const EditRole = lazy(async () => ({ default: (await import("./role-dialogs.tsx")).EditRole }));

type Role = Reply<"role.get">;

/** One role: what it allows, and who has it. */
export function RolePage(): ReactNode {
  const { id = "" } = useParams({ strict: false });
  const { data: role, error, refetch } = useRead("role.get", { id });
  const { dialog, show } = useDialog();
  const checking = useChecking();
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!role) return <PageSkeleton />;
  return (
    <>
      <PageHeader title={role.name} about={role.description}>
        <ActionButtons actions={[checking({ role_id: role.id, project: role.project })]} />
        {!role.built_in && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size={15} />}
            onClick={() => {
              show((close) => <EditRole id={role.id} onClose={close} />);
            }}
          >
            Edit name
          </Button>
        )}
      </PageHeader>
      <Facts
        facts={[
          ["Project", role.project],
          ["Reference", <span key="reference" className="mono">{`role/${role.project}/${role.name}`}</span>],
          [
            "ID",
            <span key="id" className="mono">
              {role.id}
            </span>,
          ],
          ["Created", <Instant key="created" at={role.created_at} />],
          ["Managed by", role.built_in ? "built in: it is the same on every server" : role.managed_by],
        ]}
      />
      <Holders role={role} />
      <Rules key={role.updated_at} role={role} />
      {dialog}
    </>
  );
}

function Rules({ role }: { readonly role: Role }): ReactNode {
  const [rules, setRules] = useState<readonly Rule[]>(role.rules);
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const isChanged = JSON.stringify(rules) !== JSON.stringify(role.rules);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const body = { rules } as Request<"role.update">["body"];
      showChanged("role", valueOf(await client.call("role.update", { id: role.id, body })));
      tell("The rules are saved: they hold from the next request on.");
    } catch (cause) {
      setError(sentence(problemOf(cause).detail));
    } finally {
      setBusy(false);
    }
  };
  const change = (next: readonly Rule[]): void => {
    setRules(next);
    setError(undefined);
  };
  return (
    <Section
      title="Rules"
      action={
        !role.built_in && (
          <Group gap="xs">
            <Button size="xs" variant="default" disabled={!isChanged} onClick={() => change(role.rules)}>
              Discard
            </Button>
            <Button size="xs" disabled={!isChanged} loading={isBusy} onClick={() => void save()}>
              Save rules
            </Button>
          </Group>
        )
      }
    >
      <div style={{ padding: 12 }}>
        {isDeclaredElsewhere(role.managed_by) && !role.built_in && isChanged && (
          <Alert
            variant="light"
            mb="sm"
            icon={<IconLock size={18} />}
            title={`Managed by ${role.managed_by}`}
          >
            Its next run may undo what you change here.
          </Alert>
        )}
        <RulesEditor
          rules={rules}
          onChange={role.built_in ? undefined : change}
          project={role.project}
          error={error}
        />
      </div>
    </Section>
  );
}

function Holders({ role }: { readonly role: Role }): ReactNode {
  const list = useEndless("role_binding.list", { role_id: role.id });
  const { dialog, show } = useDialog();
  return (
    <Section
      title="Who has it"
      action={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={15} />}
          onClick={() => {
            show((close) => (
              <BindDialog given={{ role_id: role.id, project: role.project }} onClose={close} />
            ));
          }}
        >
          Bind to somebody
        </Button>
      }
    >
      {!list.isPending && list.items.length === 0 && <NoLines>Nobody: it grants nothing yet.</NoLines>}
      <Lines>
        {list.items.map(
          ({ id, user_id: user, service_account_id: account, group_id: group, claim, ...binding }) => (
            <Line key={id}>
              <strong>
                {user !== null && <Named noun="user" id={user} />}
                {account !== null && <Named noun="service_account" id={account} />}
                {group !== null && <Named noun="group" id={group} />}
                {claim !== null && `${claim.name}: ${claim.values.join(" or ")}`}
              </strong>
              <span>in {binding.project}</span>
              <ManagedBadge managedBy={binding.managed_by} />
            </Line>
          ),
        )}
      </Lines>
      {dialog}
    </Section>
  );
}
