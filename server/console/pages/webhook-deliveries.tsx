import { Button, Drawer, Group, Select, UnstyledButton } from "@mantine/core";
import { IconCheck, IconClock, IconMailOff, IconRefresh, IconSend, IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { eventTypeNames, eventTypes, PING } from "../../contract/event-types.ts";
import { deliveryErrors, deliveryStates } from "../../contract/nouns/webhook-delivery.ts";
import { client } from "../api/client.ts";
import { type ItemOf, NEWEST, showChanged, showCreated, useEndless } from "../api/queries.ts";
import { asError } from "../api/refusal.ts";
import { DataTable } from "../parts/data-table.tsx";
import { EmptyState } from "../parts/empty-state.tsx";
import { Facts } from "../parts/facts.tsx";
import { RowMenu } from "../parts/row-menu.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import type { Column } from "../parts/table-columns.tsx";
import { tell, tellProblem } from "../parts/toast.ts";
import { Toolbar } from "../parts/toolbar.tsx";
import { useUrlFilters } from "../parts/url-filters.ts";
import { Instant, useNow, When } from "../parts/when.tsx";
import { labelOf, sentence } from "../parts/words.ts";

type Delivery = ItemOf<"webhook_delivery.list">;

const badges = {
  delivered: { tone: "good", icon: IconCheck, words: "Delivered" },
  pending: { tone: "notice", icon: IconClock, words: "To be sent" },
  dead: { tone: "bad", icon: IconX, words: "Given up" },
} as const satisfies Record<Delivery["state"], unknown>;

const POLL = 1_000;
/** What is sent again later than that is not waited for. */
const SOON = 60_000;

/** What was sent to a webhook, and what is to be. */
export function Deliveries({ webhook }: { readonly webhook: string }): ReactNode {
  const [filters, change] = useUrlFilters();
  const { state, event_type: type } = filters;
  const list = useEndless("webhook_delivery.list", {
    webhook_id: webhook,
    state,
    event_type: type,
    order_by: NEWEST,
  });
  const [opened, open] = useState<string>();
  useFollow(list.items);
  const shown = list.items.find(({ id }) => id === opened);
  return (
    <>
      <DeliveryFilters state={state} type={type} change={change} />
      <DataTable
        label="Deliveries"
        list={list}
        columns={columnsWith(open)}
        nameOf={nameOf}
        actions={(row) => (
          <RowMenu
            name={nameOf(row)}
            actions={[{ label: "Send again", icon: IconSend, onClick: () => void resend(row) }]}
          />
        )}
        empty={
          <EmptyState icon={IconMailOff} title="Nothing was sent">
            <p>
              Ping the webhook to see whether its receiver takes messages. Deliveries are kept for 30 days.
            </p>
          </EmptyState>
        }
      />
      <Drawer
        opened={shown !== undefined}
        onClose={() => {
          open(undefined);
        }}
        position="right"
        size="lg"
        title={shown?.event_type}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {shown && <DeliveryDetails delivery={shown} />}
      </Drawer>
    </>
  );
}

const nameOf = ({ event_type: type, id }: Delivery): string => `${type}, delivery ${id}`;

/** Reads the list anew while something in it is about to be sent. */
function useFollow(items: readonly Delivery[]): void {
  const now = useNow().getTime();
  const isMoving = items.some(
    ({ next_attempt_at: at, state }) => state === "pending" && at !== null && Date.parse(at) < now + SOON,
  );
  useEffect(() => {
    if (!isMoving) return undefined;
    // Not once for each list that is read: one that is as it was before is the same to React, and nothing would follow.
    const timer = setInterval(() => {
      showCreated("webhook_delivery");
    }, POLL);
    return () => {
      clearInterval(timer);
    };
  }, [isMoving]);
}

function DeliveryFilters({
  state,
  type,
  change,
}: {
  readonly state: string | undefined;
  readonly type: string | undefined;
  readonly change: ReturnType<typeof useUrlFilters>[1];
}): ReactNode {
  return (
    <Group p="sm" pb={0}>
      <Toolbar>
        <Select
          aria-label="State"
          placeholder="Any state"
          w={{ base: "100%", sm: 160 }}
          data={deliveryStates.map((value) => ({ value, label: badges[value].words }))}
          value={state ?? null}
          onChange={(chosen) => {
            change({ state: chosen ?? undefined });
          }}
          clearable
          clearButtonProps={{ "aria-label": "Show all states" }}
        />
        <Select
          aria-label="Kind of event"
          placeholder="Any event"
          w={{ base: "100%", sm: 240 }}
          data={[PING, ...eventTypeNames]}
          value={type ?? null}
          onChange={(chosen) => {
            change({ event_type: chosen ?? undefined });
          }}
          clearable
          clearButtonProps={{ "aria-label": "Show all events" }}
          searchable
        />
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={() => {
            showCreated("webhook_delivery");
          }}
        >
          Refresh
        </Button>
      </Toolbar>
    </Group>
  );
}

function columnsWith(onOpen: (id: string) => void): readonly Column<Delivery>[] {
  return [
    {
      key: "event",
      title: "Event",
      phone: "head",
      width: "24%",
      cell: ({ id, event_type: type }) => (
        <UnstyledButton
          className="mono"
          fz="sm"
          c="var(--mantine-color-anchor)"
          mih={24}
          aria-haspopup="dialog"
          onClick={() => {
            onOpen(id);
          }}
        >
          {type}
        </UnstyledButton>
      ),
    },
    {
      key: "state",
      title: "State",
      width: "8rem",
      cell: ({ state }) => <DeliveryState state={state} />,
    },
    { key: "created", title: "Happened", width: "8rem", cell: ({ created_at: at }) => <When at={at} /> },
    {
      key: "attempts",
      title: "Attempts",
      width: "6rem",
      cell: ({ attempts }) => attempts.toLocaleString("en"),
    },
    { key: "answer", title: "Last answer", cell: (delivery) => answerOf(delivery) },
    {
      key: "next",
      title: "Sent again",
      width: "8rem",
      cell: ({ next_attempt_at: at }) => <When at={at} absent="no" />,
    },
  ];
}

function DeliveryState({ state }: { readonly state: Delivery["state"] }): ReactNode {
  const { tone, icon, words } = badges[state];
  return (
    <StateBadge tone={tone} icon={icon}>
      {words}
    </StateBadge>
  );
}

function answerOf({ last_status: status, last_error: error }: Delivery): string {
  if (status !== null) return String(status);
  return error === null ? "none yet" : labelOf(error);
}

function DeliveryDetails({ delivery }: { readonly delivery: Delivery }): ReactNode {
  const { event_type: type, last_error: error } = delivery;
  const about = type in eventTypes ? eventTypes[type as keyof typeof eventTypes].description : undefined;
  return (
    <>
      <Group gap="xs" mb="sm">
        <DeliveryState state={delivery.state} />
        {about}
      </Group>
      <Facts
        facts={[
          ["Happened", <Instant key="created" at={delivery.created_at} />],
          ["Sent last", <Instant key="last" at={delivery.last_attempt_at} />],
          ["Answer", answerOf(delivery)],
          ["Why it failed", error === null ? "it did not" : sentence(deliveryErrors[error])],
          ["Arrived", <Instant key="done" at={delivery.delivered_at} absent="not yet" />],
          ["Sent again", <Instant key="next" at={delivery.next_attempt_at} absent="no" />],
          ["Attempts", delivery.attempts.toLocaleString("en")],
          [
            "Message (webhook-id)",
            <span key="event" className="mono">
              {delivery.event_id}
            </span>,
          ],
          [
            "About",
            <Link key="subject" to="/audit" search={{ target_id: delivery.subject_id }} className="mono">
              {delivery.subject_id}
            </Link>,
          ],
        ]}
      />
      <Button
        variant="default"
        leftSection={<IconSend size={16} aria-hidden />}
        onClick={() => void resend(delivery)}
      >
        Send again
      </Button>
    </>
  );
}

async function resend({ id }: Delivery): Promise<void> {
  const result = await client.call("webhook_delivery.resend", { id });
  if (result.type === "problem") {
    tellProblem(asError(result.problem), "It was not sent again");
    return;
  }
  showChanged("webhook_delivery", result.value);
  tell("It is sent again now, with the same webhook-id.");
}
