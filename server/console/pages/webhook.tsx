import { Alert, Badge, Group } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useRead } from "../api/queries.ts";
import { ActionButtons } from "../parts/action-buttons.tsx";
import { ActorName } from "../parts/actor-name.tsx";
import { ErrorState } from "../parts/error-state.tsx";
import { Facts, Section } from "../parts/facts.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { PageSkeleton } from "../parts/page-skeleton.tsx";
import { EnabledBadge } from "../parts/state-badge.tsx";
import { useDialog } from "../parts/use-dialog.tsx";
import { Instant, When } from "../parts/when.tsx";
import { type Webhook, webhookActions } from "./webhook-actions.tsx";
import { Deliveries } from "./webhook-deliveries.tsx";

/** One webhook: what it is told, and what became of each message. */
export function WebhookPage(): ReactNode {
  const { id = "" } = useParams({ strict: false });
  const { data: webhook, error, refetch } = useRead("webhook.get", { id });
  const { dialog, show } = useDialog();
  const navigate = useNavigate();
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!webhook) return <PageSkeleton />;
  return (
    <>
      <PageHeader title={webhook.name} about={webhook.description ?? undefined}>
        <ActionButtons actions={webhookActions(webhook, show, () => void navigate({ to: "/webhooks" }))} />
      </PageHeader>
      <Group gap="xs" mb="md">
        <EnabledBadge disabled={webhook.disabled} />
        <ManagedBadge managedBy={webhook.managed_by} />
      </Group>
      {webhook.dropped_at !== null && (
        <Alert
          color="orange"
          variant="light"
          mb="md"
          icon={<IconAlertTriangle size={18} />}
          title="Events were lost"
        >
          Too many waited to be sent: the last was dropped <When at={webhook.dropped_at} />. See below why its
          receiver does not take them.
        </Alert>
      )}
      <Facts facts={facts(webhook)} />
      <Section title="Deliveries">
        <Deliveries webhook={webhook.id} />
      </Section>
      {dialog}
    </>
  );
}

function facts(webhook: Webhook): readonly (readonly [string, ReactNode])[] {
  const { events } = webhook;
  return [
    ["Project", webhook.project],
    [
      "Address",
      <span key="url" className="mono">
        {webhook.url}
      </span>,
    ],
    ["Format", webhook.format === "caep" ? "OpenID CAEP" : "CloudEvents"],
    ["Answers for it", <ActorName key="by" id={webhook.authorized_by} />],
    [
      "Events",
      events === null ? (
        "all, of later versions too"
      ) : (
        <Group key="events" gap={4}>
          {events.map((name) => (
            <Badge key={name} variant="default" className="mono" tt="none" fw={400}>
              {name}
            </Badge>
          ))}
        </Group>
      ),
    ],
    ["Created", <Instant key="created" at={webhook.created_at} />],
    ["Managed by", webhook.managed_by],
  ];
}
