import { Button } from "@mantine/core";
import { IconKey, IconPencil, IconUserOff } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { lazy, type ReactNode } from "react";
import { useEndless, useRead } from "../api/queries.ts";
import { useSignedIn } from "../api/session.ts";
import { EffectiveRights } from "../parts/effective-rights.tsx";
import { ErrorState } from "../parts/error-state.tsx";
import { Facts, Line, Lines, Section } from "../parts/facts.tsx";
import { OffBoardDialog } from "../parts/off-board-dialog.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { PageSkeleton } from "../parts/page-skeleton.tsx";
import { SYSTEM } from "../parts/projects.ts";
import { EnabledBadge } from "../parts/state-badge.tsx";
import { GroupsOf, RolesOf, TokensOf } from "../parts/subject-sections.tsx";
import { useDialog } from "../parts/use-dialog.tsx";
import { Instant, When } from "../parts/when.tsx";

const EditUser = lazy(async () => ({ default: (await import("./user-dialogs.tsx")).EditUser }));
const SetPassword = lazy(async () => ({ default: (await import("./user-dialogs.tsx")).SetPassword }));

/** One person: how they sign in, what they may do, and their tokens. */
export function UserPage(): ReactNode {
  const { id = "" } = useParams({ strict: false });
  const { data: user, error, refetch } = useRead("user.get", { id });
  const self = useSignedIn().user.id;
  const { dialog, show } = useDialog();
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!user) return <PageSkeleton />;
  return (
    <>
      <PageHeader title={user.display_name ?? user.email} about={user.email}>
        <Button
          variant="default"
          leftSection={<IconPencil size={16} />}
          onClick={() => {
            show((close) => <EditUser id={user.id} onClose={close} />);
          }}
        >
          Edit
        </Button>
        {user.id !== self && (
          <Button
            variant="default"
            leftSection={<IconKey size={16} />}
            onClick={() => {
              show((close) => <SetPassword id={user.id} onClose={close} />);
            }}
          >
            Give a password
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconUserOff size={16} />}
          onClick={() => {
            show((close) => <OffBoardDialog noun="user" id={user.id} name={user.email} onClose={close} />);
          }}
        >
          Off-board
        </Button>
      </PageHeader>
      <Facts
        facts={[
          ["State", <EnabledBadge key="state" disabled={user.disabled} />],
          [
            "ID",
            <span key="id" className="mono">
              {user.id}
            </span>,
          ],
          ["Created", <Instant key="created" at={user.created_at} />],
          ["Managed by", user.managed_by],
        ]}
      />
      <RolesOf subject={{ user_id: user.id }} />
      <EffectiveRights subject={{ user_id: user.id }} project={SYSTEM} />
      <TokensOf owner={{ user_id: user.id }} />
      <GroupsOf member={{ user_id: user.id }} />
      <Identities user={user.id} />
      {dialog}
    </>
  );
}

function Identities({ user }: { readonly user: string }): ReactNode {
  const list = useEndless("user_identity.list", { user_id: user });
  if (list.items.length === 0) return null;
  return (
    <Section title="Identities">
      <Lines>
        {list.items.map(({ id, issuer, subject, created_at: at }) => (
          <Line key={id}>
            <span>{issuer}</span>
            <span className="mono">{subject}</span>
            <span>
              linked <When at={at} />
            </span>
          </Line>
        ))}
      </Lines>
    </Section>
  );
}
