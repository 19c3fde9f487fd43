import { Button } from "@mantine/core";
import { IconPencil, IconPlus, IconUserOff } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { lazy, type ReactNode } from "react";
import { useRead } from "../api/queries.ts";
import { EffectiveRights } from "../parts/effective-rights.tsx";
import { ErrorState } from "../parts/error-state.tsx";
import { Facts } from "../parts/facts.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import { OffBoardDialog } from "../parts/off-board-dialog.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { PageSkeleton } from "../parts/page-skeleton.tsx";
import { EnabledBadge } from "../parts/state-badge.tsx";
import { GroupsOf, RolesOf, TokensOf } from "../parts/subject-sections.tsx";
import { useDialog } from "../parts/use-dialog.tsx";
import { Instant } from "../parts/when.tsx";

const CreateToken = lazy(async () => ({ default: (await import("./create-token.tsx")).CreateToken }));
const EditServiceAccount = lazy(async () => ({
  default: (await import("./service-account-dialogs.tsx")).EditServiceAccount,
}));

/** One account: who it is, what it may do, and its tokens. */
export function ServiceAccountPage(): ReactNode {
  const { id = "" } = useParams({ strict: false });
  const { data: account, error, refetch } = useRead("service_account.get", { id });
  const { dialog, show } = useDialog();
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!account) return <PageSkeleton />;
  return (
    <>
      <PageHeader title={account.name} about={account.description}>
        <Button
          variant="default"
          leftSection={<IconPencil size={16} />}
          onClick={() => {
            show((close) => <EditServiceAccount id={account.id} onClose={close} />);
          }}
        >
          Edit
        </Button>
        <Button
          variant="default"
          leftSection={<IconUserOff size={16} />}
          onClick={() => {
            show((close) => (
              <OffBoardDialog noun="service_account" id={account.id} name={account.name} onClose={close} />
            ));
          }}
        >
          Off-board
        </Button>
      </PageHeader>
      <Facts
        facts={[
          ["Project", account.project],
          ["State", <EnabledBadge key="state" disabled={account.disabled} />],
          [
            "Reference",
            <span key="reference" className="mono">{`sa/${account.project}/${account.name}`}</span>,
          ],
          [
            "ID",
            <span key="id" className="mono">
              {account.id}
            </span>,
          ],
          ...(account.audience === null ? [] : [["Audience", account.audience] as const]),
          ["Created", <Instant key="created" at={account.created_at} />],
          ["Managed by", <ManagedName key="managed" by={account.managed_by} />],
        ]}
      />
      <RolesOf subject={{ service_account_id: account.id }} />
      <EffectiveRights subject={{ service_account_id: account.id }} project={account.project} />
      <TokensOf
        owner={{ service_account_id: account.id }}
        create={
          <Button
            size="xs"
            leftSection={<IconPlus size={15} />}
            onClick={() => {
              show((close) => <CreateToken account={`${account.project}/${account.name}`} onClose={close} />);
            }}
          >
            Create token
          </Button>
        }
      />
      <GroupsOf member={{ service_account_id: account.id }} />
      {dialog}
    </>
  );
}

function ManagedName({ by }: { readonly by: string }): ReactNode {
  return (
    <>
      <ManagedBadge managedBy={by} /> {["console", "api", "bootstrap", "cli"].includes(by) && by}
    </>
  );
}
