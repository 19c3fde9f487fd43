import { Group } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useRead } from "../api/queries.ts";
import { ActionButtons } from "../parts/action-buttons.tsx";
import { EffectiveRights } from "../parts/effective-rights.tsx";
import { ErrorState } from "../parts/error-state.tsx";
import { Facts, Section } from "../parts/facts.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { PageSkeleton } from "../parts/page-skeleton.tsx";
import { ExpiryBadge, modeWords, type Token, TokenState } from "../parts/token-badges.tsx";
import { TokenOwner } from "../parts/token-owner.tsx";
import { useDialog } from "../parts/use-dialog.tsx";
import { Instant } from "../parts/when.tsx";
import { tokenActions } from "./token-dialogs.tsx";

/** One token: all that is known of it, and what can be done with it. */
export function TokenPage(): ReactNode {
  const { id = "" } = useParams({ strict: false }) as { readonly id?: string };
  const { data: token, error, refetch } = useRead("token.get", { id });
  const { dialog, show } = useDialog();
  const navigate = useNavigate();
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!token) return <PageSkeleton />;
  const actions = tokenActions(token, show, () => void navigate({ to: "/tokens" }));
  return (
    <>
      <PageHeader title={token.name} about={token.description ?? undefined}>
        <ActionButtons actions={actions} />
      </PageHeader>
      <Group gap="xs" mb="md">
        <TokenState state={token.state} />
        <ExpiryBadge {...token} />
        <ManagedBadge managedBy={token.managed_by} />
      </Group>
      <Facts facts={identity(token)} />
      <Section title="What it may do">
        <Facts facts={rights(token)} />
      </Section>
      <EffectiveRights subject={{ token_id: token.id }} project={token.within ?? token.project} />
      <Section title="Limits">
        <Facts facts={limits(token)} />
      </Section>
      <Section title="Use">
        <Facts facts={use(token)} />
      </Section>
      {dialog}
    </>
  );
}

function Mono({ children }: { readonly children: string }): ReactNode {
  return <span className="mono">{children}</span>;
}

type Fact = readonly [string, ReactNode];

function identity(token: Token): readonly Fact[] {
  const labels = Object.entries(token.labels).map(([key, value]) => `${key}=${value}`);
  return [
    ["Owner", <TokenOwner key="owner" token={token} />],
    ["Project", token.project],
    ["Begins with", <Mono key="hint">{token.hint}</Mono>],
    ["ID", <Mono key="id">{token.id}</Mono>],
    ["Labels", labels.length > 0 ? labels.join(", ") : "none"],
    ["Managed by", token.managed_by],
    ["Created", <Instant key="created" at={token.created_at} />],
    ["Created by", <Mono key="by">{token.created_by}</Mono>],
    ["Changed", <Instant key="updated" at={token.updated_at} />],
  ];
}

function rights({ mode, rules, within }: Token): readonly Fact[] {
  const list = (rules ?? []).map(({ resource_type: type, actions, resource_names: names }) =>
    [`${type}: ${actions.join(", ")}`, ...(names ? [`on ${names.join(", ")}`] : [])].join(" "),
  );
  return [
    ["Mode", modeWords[mode]],
    ["Rules", list.length > 0 ? list.join("\n") : "those of its owner, at each request"],
    ["Only within", within ?? "everywhere its owner may"],
  ];
}

function limits(token: Token): readonly Fact[] {
  const { rate_limit: rate } = token;
  return [
    ["Expires", <Instant key="expires" at={token.expires_at} />],
    ["Lasts after each rotation", token.max_age ?? "no set time"],
    ["Extended by use", token.extend_on_use ? "yes" : "no"],
    ["Absolute end", <Instant key="absolute" at={token.absolute_expires_at} absent="none" />],
    ["Not before", <Instant key="before" at={token.not_before} absent="no limit" />],
    ["Uses in all", token.usage_limit === null ? "no limit" : token.usage_limit.toLocaleString("en")],
    ["Addresses", token.allowed_cidrs?.join(", ") ?? "any"],
    ["Audiences", token.audiences?.join(", ") ?? "any"],
    ["Rate", rate === null ? "no limit" : `${rate.requests.toLocaleString("en")} in ${rate.period}`],
  ];
}

function use(token: Token): readonly Fact[] {
  return [
    ["Last used", <Instant key="used" at={token.last_used_at} />],
    ["From", token.last_used_ip ?? "nowhere yet"],
    ["By", token.last_used_by ?? "nothing yet"],
    ["Uses", token.uses.toLocaleString("en")],
    ["Secret replaced", <Instant key="rotated" at={token.rotated_at} />],
    ["Approved", <Instant key="approved" at={token.approved_at} absent="not needed" />],
  ];
}
