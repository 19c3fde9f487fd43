import { IconWebhook } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, type ReactNode } from "react";
import { ListPage } from "../parts/list-page.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import { EnabledBadge } from "../parts/state-badge.tsx";
import type { Column } from "../parts/table-columns.tsx";
import { counted } from "../parts/words.ts";
import { type Webhook, webhookActions } from "./webhook-actions.tsx";

const CreateWebhook = lazy(async () => ({
  default: (await import("./webhook-dialogs.tsx")).CreateWebhook,
}));

const columns: readonly Column<Webhook>[] = [
  {
    key: "name",
    order: "name",
    title: "Name",
    phone: "head",
    width: "18%",
    cell: ({ id, name }) => (
      <strong>
        <Link to="/webhooks/$id" params={{ id }}>
          {name}
        </Link>
      </strong>
    ),
  },
  { key: "project", title: "Project", width: "14%", cell: ({ project }) => project },
  { key: "url", title: "Address", cell: ({ url }) => <span className="mono">{url}</span> },
  {
    key: "events",
    title: "Events",
    width: "8rem",
    cell: ({ events }) =>
      events === null ? "all" : <span title={events.join(", ")}>{counted(events.length, "type")}</span>,
  },
  {
    key: "state",
    title: "State",
    width: "8rem",
    cell: ({ disabled }) => <EnabledBadge disabled={disabled} />,
  },
  {
    key: "managed",
    title: "Managed",
    width: "12%",
    phone: "hidden",
    cell: ({ managed_by: by }) => <ManagedBadge managedBy={by} />,
  },
];

export function WebhooksPage(): ReactNode {
  return (
    <ListPage
      list="webhook.list"
      title="Webhooks"
      about="Who is told what happens: signed messages about a project and those below it, sent again until they arrive."
      icon={IconWebhook}
      columns={columns}
      nameOf={({ name }) => name}
      filters={["project", "search"]}
      create={{
        label: "Create webhook",
        open: (show, { project }) => {
          show((close) => <CreateWebhook project={project ?? "system"} onClose={close} />);
        },
      }}
      actionsOf={webhookActions}
      empty={{
        title: "No webhooks yet",
        words:
          "A chat, a pager or a job can be told when a token soon ends, was leaked, or somebody got a new role.",
      }}
    />
  );
}
