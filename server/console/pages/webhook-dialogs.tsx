import { Alert, Select } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import type { Request } from "../../contract/operations.ts";
import { webhookRotation } from "../../contract/webhook-secret.ts";
import { client } from "../api/client.ts";
import { showChanged } from "../api/queries.ts";
import { valueOf } from "../api/refusal.ts";
import { CreateDialog, EditDialog, type Made } from "../parts/noun-dialogs.tsx";
import { FormDialog, useObjectForm } from "../parts/object-form.tsx";
import { ProjectField } from "../parts/project-field.tsx";
import { SecretDialog } from "../parts/secret-dialog.tsx";
import type { Webhook } from "./webhook-actions.tsx";

const names = ["name", "description", "url", "events"];
const graces = [
  { value: "PT0S", label: "Not at all: messages carry the new signature alone" },
  { value: "PT1H", label: "1 hour" },
  { value: "P1D", label: "1 day" },
  { value: "P7D", label: "7 days" },
];

/** Creates a webhook, and shows the secret that the server made for it, this once. */
export function CreateWebhook({
  project,
  onClose,
}: {
  readonly project: string;
  readonly onClose: () => void;
}): ReactNode {
  const [made, setMade] = useState<Made>();
  if (made) {
    return <NewSecret name={String(made["name"])} secret={String(made["secret"])} onClose={onClose} />;
  }
  return (
    <CreateDialog
      noun="webhook"
      title="Create a webhook"
      names={[...names, "format", "secret"]}
      besides={["project"]}
      initial={{ project, format: "cloudevents" }}
      onClose={onClose}
      onCreated={(webhook) => {
        if (webhook["secret"] === undefined) onClose();
        else setMade(webhook);
      }}
    >
      {(form) => (
        <ProjectField
          form={form}
          description="Whose events are sent, those of the projects below included."
        />
      )}
    </CreateDialog>
  );
}

export function EditWebhook({
  id,
  onClose,
}: {
  readonly id: string;
  readonly onClose: () => void;
}): ReactNode {
  return <EditDialog noun="webhook" id={id} title="Edit a webhook" names={names} onClose={onClose} />;
}

/** Gives a webhook a new secret; for a while its messages are signed with both. */
export function RotateWebhook({
  webhook: { id, name },
  onClose,
}: {
  readonly webhook: Webhook;
  readonly onClose: () => void;
}): ReactNode {
  const [made, setMade] = useState<string>();
  const form = useObjectForm({
    initial: { grace_period: "P1D" },
    schema: webhookRotation,
    send: async (values) => {
      // The schema above was satisfied.
      const body = values as Request<"webhook.rotate">["body"];
      const { secret, ...shown } = valueOf(await client.call("webhook.rotate", { id, body }));
      showChanged("webhook", shown);
      if (secret === undefined) onClose();
      else setMade(secret);
    },
  });
  if (made !== undefined) return <NewSecret name={name} secret={made} onClose={onClose} />;
  const isAtOnce = form.values["grace_period"] === "PT0S";
  return (
    <FormDialog
      title={`Rotate the secret of ${name}`}
      submitLabel="Rotate"
      form={form}
      shownFields={["grace_period"]}
      onClose={onClose}
    >
      <Select
        label="How long messages are signed with the present secret as well"
        data={graces}
        value={String(form.values["grace_period"])}
        allowDeselect={false}
        error={form.errors["grace_period"]}
        onChange={(grace) => {
          form.set("grace_period", grace);
        }}
      />
      <Alert color={isAtOnce ? "red" : "blue"} variant="light" icon={<IconAlertTriangle size={18} />}>
        {isAtOnce
          ? "Whoever checks signatures refuses the messages until they have the new secret. Refused ones are sent again for three days."
          : "Until then a receiver that knows either secret takes the messages."}
      </Alert>
    </FormDialog>
  );
}

function NewSecret({
  name,
  secret,
  onClose,
}: {
  readonly name: string;
  readonly secret: string;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <SecretDialog
      title={`The secret of ${name}`}
      secret={secret}
      fileName={`${name}.webhook-secret`}
      onClose={onClose}
    >
      Its receiver checks with it that messages are of this server, as Standard Webhooks says.
    </SecretDialog>
  );
}
