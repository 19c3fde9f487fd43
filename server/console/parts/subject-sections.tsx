import { Button, Group } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { base } from "../environment.ts";
import { lazy, type ReactNode } from "react";
import { type Filters, type ItemOf, NEWEST, useEndless } from "../api/queries.ts";
import { DeleteDialog } from "./delete-dialog.tsx";
import { ErrorState } from "./error-state.tsx";
import { Line, Lines, NoLines, Section } from "./facts.tsx";
import { ManagedBadge } from "./managed-badge.tsx";
import { Named } from "./named.tsx";
import { RowMenu } from "./row-menu.tsx";
import { TokenState } from "./token-badges.tsx";
import { useChecking } from "./use-checking.ts";
import { useDialog } from "./use-dialog.tsx";
import { When } from "./when.tsx";

const BindDialog = lazy(async () => ({ default: (await import("./bind-dialog.tsx")).BindDialog }));

export type RoleBinding = ItemOf<"role_binding.list">;

/** Which roles are bound to a subject, and a button for one more. */
export function RolesOf({ subject }: { readonly subject: Filters }): ReactNode {
  const list = useEndless("role_binding.list", subject);
  const checking = useChecking();
  const { dialog, show } = useDialog();
  return (
    <Section
      title="Roles"
      action={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={15} />}
          onClick={() => {
            show((close) => <BindDialog title="Add a role" given={subject} onClose={close} />);
          }}
        >
          Add role
        </Button>
      }
    >
      {list.error && <ErrorState error={list.error} />}
      {!list.isPending && list.items.length === 0 && (
        <NoLines>No role is bound directly: its tokens may do nothing but what its groups give.</NoLines>
      )}
      <Lines>
        {list.items.map((binding) => (
          <Line
            key={binding.id}
            end={
              <RowMenu
                name={`the binding in ${binding.project}`}
                actions={[
                  checking({ ...whoHolds(binding), project: binding.project }),
                  {
                    label: "Remove",
                    icon: IconTrash,
                    isDangerous: true,
                    onClick: () => {
                      show((close) => <UnbindDialog binding={binding} onClose={close} />);
                    },
                  },
                ]}
              />
            }
          >
            <strong>
              <Named noun="role" id={binding.role_id} />
            </strong>
            <span>
              in <strong>{binding.project}</strong>
            </span>
            {binding.expires_at !== null && (
              <span>
                ends <When at={binding.expires_at} />
              </span>
            )}
            <ManagedBadge managedBy={binding.managed_by} />
          </Line>
        ))}
      </Lines>
      {dialog}
    </Section>
  );
}

/** Whom to ask about what a binding gives: who has it, or where that is many, its role. */
export function whoHolds({
  user_id: user,
  service_account_id: account,
  role_id: role,
}: Pick<RoleBinding, "user_id" | "service_account_id" | "role_id">): Filters {
  if (user !== null) return { user_id: user };
  return account === null ? { role_id: role } : { service_account_id: account };
}

export function UnbindDialog({
  binding,
  onClose,
}: {
  readonly binding: RoleBinding;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <DeleteDialog
      noun="role_binding"
      title="binding"
      name={`the binding in ${binding.project}`}
      object={binding}
      onClose={onClose}
    >
      Who has the role by it loses it with the next request, and so do their tokens.
    </DeleteDialog>
  );
}

/** The tokens of an owner. */
export function TokensOf({
  owner,
  create,
}: {
  readonly owner: Filters;
  /** A button that makes one for it. */
  readonly create?: ReactNode;
}): ReactNode {
  const list = useEndless("token.list", { ...owner, order_by: NEWEST });
  return (
    <Section
      title="Tokens"
      action={
        <Group gap="xs">
          <Button
            component="a"
            href={`${base}/tokens?${new URLSearchParams(Object.entries(owner).map(([name, value]) => [name, value ?? ""])).toString()}`}
            size="xs"
            variant="default"
          >
            All of its tokens
          </Button>
          {create}
        </Group>
      }
    >
      {list.error && <ErrorState error={list.error} />}
      {!list.isPending && list.items.length === 0 && <NoLines>It has no token yet.</NoLines>}
      <Lines>
        {list.items.map((token) => (
          <Line key={token.id}>
            <strong>
              <Link to="/tokens/$id" params={{ id: token.id }}>
                {token.name}
              </Link>
            </strong>
            <TokenState state={token.state} />
            <span className="mono">{token.hint}</span>
            <span>
              expires <When at={token.expires_at} />
            </span>
            <span>
              used <When at={token.last_used_at} />
            </span>
          </Line>
        ))}
      </Lines>
    </Section>
  );
}

/** The groups that somebody is in. */
export function GroupsOf({ member }: { readonly member: Filters }): ReactNode {
  const list = useEndless("group_member.list", member);
  if (list.items.length === 0) return null;
  return (
    <Section title="Groups">
      <Lines>
        {list.items.map(({ id, group_id: group, project }) => (
          <Line key={id}>
            <strong>
              <Named noun="group" id={group} />
            </strong>
            <span>in {project}</span>
          </Line>
        ))}
      </Lines>
    </Section>
  );
}
