import { IconBell, IconPencil, IconRefresh, IconTrash } from "@tabler/icons-react";
import { lazy } from "react";
import { client } from "../api/client.ts";
import { type ItemOf, showCreated } from "../api/queries.ts";
import { asError } from "../api/refusal.ts";
import { DeleteDialog } from "../parts/delete-dialog.tsx";
import type { RowAction } from "../parts/row-menu.tsx";
import { tell, tellProblem } from "../parts/toast.ts";
import { toggleDisabled } from "../parts/toggle-disabled.tsx";
import type { Show } from "../parts/use-dialog.tsx";

const EditWebhook = lazy(async () => ({ default: (await import("./webhook-dialogs.tsx")).EditWebhook }));
const RotateWebhook = lazy(async () => ({ default: (await import("./webhook-dialogs.tsx")).RotateWebhook }));

export type Webhook = ItemOf<"webhook.list">;

/** What can be done with a webhook. */
export function webhookActions(webhook: Webhook, show: Show, onDeleted?: () => void): readonly RowAction[] {
  const { id, name, disabled } = webhook;
  const edit: RowAction = {
    label: "Edit",
    icon: IconPencil,
    onClick: () => {
      show((close) => <EditWebhook id={id} onClose={close} />);
    },
  };
  const rotate: RowAction = {
    label: "Rotate the secret",
    icon: IconRefresh,
    onClick: () => {
      show((close) => <RotateWebhook webhook={webhook} onClose={close} />);
    },
  };
  const remove: RowAction = {
    label: "Delete",
    icon: IconTrash,
    isDangerous: true,
    onClick: () => {
      show((close) => (
        <DeleteDialog
          noun="webhook"
          title="webhook"
          object={webhook}
          name={name}
          onClose={close}
          {...(onDeleted && { onDone: onDeleted })}
        >
          What waits to be sent to it is not sent, and its deliveries and its secret are forgotten.
        </DeleteDialog>
      ));
    },
  };
  const ping: RowAction = { label: "Ping", icon: IconBell, onClick: () => void pingWebhook(webhook) };
  return [
    ...(disabled ? [] : [ping]),
    edit,
    rotate,
    toggleDisabled("webhook", webhook, { name, show }),
    remove,
  ];
}

/** Whether it arrives is told by its deliveries. */
async function pingWebhook({ id, name }: Webhook): Promise<void> {
  const result = await client.call("webhook.ping", { id });
  if (result.type === "problem") {
    tellProblem(asError(result.problem), `${name} was not pinged`);
    return;
  }
  showCreated("webhook_delivery");
  tell("A ping is on its way: its delivery says whether it arrives.");
}
