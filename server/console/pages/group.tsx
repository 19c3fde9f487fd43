import { Button } from "@mantine/core";
import { IconPencil, IconPlus, IconUserMinus } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { lazy, type ReactNode } from "react";
import { useEndless, useRead } from "../api/queries.ts";
import { DeleteDialog } from "../parts/delete-dialog.tsx";
import { ErrorState } from "../parts/error-state.tsx";
import { Facts, Line, Lines, NoLines, Section } from "../parts/facts.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import { Named } from "../parts/named.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { PageSkeleton } from "../parts/page-skeleton.tsx";
import { RowMenu } from "../parts/row-menu.tsx";
import { RolesOf } from "../parts/subject-sections.tsx";
import { useDialog } from "../parts/use-dialog.tsx";
import { Instant } from "../parts/when.tsx";

const EditGroup = lazy(async () => ({ default: (await import("./group-dialogs.tsx")).EditGroup }));
const AddMember = lazy(async () => ({ default: (await import("./group-dialogs.tsx")).AddMember }));

/** One group: who is in it, and what they hold by it. */
export function GroupPage(): ReactNode {
  const { id = "" } = useParams({ strict: false });
  const { data: group, error, refetch } = useRead("group.get", { id });
  const { dialog, show } = useDialog();
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!group) return <PageSkeleton />;
  return (
    <>
      <PageHeader title={group.name} about={group.description}>
        <Button
          variant="default"
          leftSection={<IconPencil size={16} />}
          onClick={() => {
            show((close) => <EditGroup id={group.id} onClose={close} />);
          }}
        >
          Edit
        </Button>
      </PageHeader>
      <Facts
        facts={[
          ["Project", group.project],
          ["Reference", <span key="reference" className="mono">{`grp/${group.project}/${group.name}`}</span>],
          ["Created", <Instant key="created" at={group.created_at} />],
          ["Managed by", group.managed_by],
        ]}
      />
      <Members group={group.id} />
      <RolesOf subject={{ group_id: group.id }} />
      {dialog}
    </>
  );
}

function Members({ group }: { readonly group: string }): ReactNode {
  const list = useEndless("group_member.list", { group_id: group });
  const { dialog, show } = useDialog();
  return (
    <Section
      title="Members"
      action={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={15} />}
          onClick={() => {
            show((close) => <AddMember group={group} onClose={close} />);
          }}
        >
          Add member
        </Button>
      }
    >
      {list.error && <ErrorState error={list.error} />}
      {!list.isPending && list.items.length === 0 && <NoLines>Nobody is in it yet.</NoLines>}
      <Lines>
        {list.items.map((member) => (
          <Line
            key={member.id}
            end={
              <RowMenu
                name={member.user_id === null ? "this service account" : "this user"}
                actions={[
                  {
                    label: "Remove",
                    icon: IconUserMinus,
                    isDangerous: true,
                    onClick: () => {
                      show((close) => (
                        <DeleteDialog
                          noun="group_member"
                          title="membership"
                          object={member}
                          name="the membership"
                          onClose={close}
                        >
                          The member loses what is bound to the group with the next request.
                        </DeleteDialog>
                      ));
                    },
                  },
                ]}
              />
            }
          >
            <strong>
              {member.user_id === null ? (
                <Named noun="service_account" id={member.service_account_id ?? ""} />
              ) : (
                <Named noun="user" id={member.user_id} />
              )}
            </strong>
            <span>{member.user_id === null ? "service account" : "user"}</span>
            <ManagedBadge managedBy={member.managed_by} />
          </Line>
        ))}
      </Lines>
      {list.isMore && (
        <Button size="xs" variant="subtle" m="xs" loading={list.isFetchingMore} onClick={list.fetchMore}>
          Show more
        </Button>
      )}
      {dialog}
    </Section>
  );
}
