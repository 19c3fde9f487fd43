import { Alert, SegmentedControl, Select } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import * as z from "zod";
import type { Reply, Request } from "../../contract/operations.ts";
import { transfer } from "../../contract/rotation.ts";
import { client } from "../api/client.ts";
import { showChanged } from "../api/queries.ts";
import { valueOf } from "../api/refusal.ts";
import { FormDialog, useObjectForm, type Values } from "../parts/object-form.tsx";
import { ReferenceField } from "../parts/reference-field.tsx";
import { SecretDialog } from "../parts/secret-dialog.tsx";
import { tell } from "../parts/toast.ts";
import type { Token } from "../parts/token-badges.tsx";
import { graces } from "./rotate-token.tsx";

const kinds = [
  { value: "service_account", label: "Service account" },
  { value: "user", label: "User" },
] as const;

type Kind = (typeof kinds)[number]["value"];

/** The owner that is chosen, and no other that was typed before. */
function bodyOf({ kind, grace_period, ...owners }: Values): Record<string, unknown> {
  const field = `${String(kind)}_id`;
  return { grace_period, [field]: owners[field] ?? "" };
}

/** Gives a token to another owner, with a new secret: those around the former owner know the one it had. */
export function TransferToken({
  token,
  onClose,
}: {
  readonly token: Token;
  readonly onClose: () => void;
}): ReactNode {
  const [secret, setSecret] = useState<string>();
  const form = useObjectForm({
    initial: { kind: "service_account", grace_period: "PT0S" },
    schema: z.preprocess((values) => bodyOf(values as Values), transfer),
    send: async (values) => {
      // The schema above was satisfied.
      const body = bodyOf(values) as Request<"token.transfer">["body"];
      const { made, shown } = apart(valueOf(await client.call("token.transfer", { id: token.id, body })));
      showChanged("token", shown);
      tell(`${token.name} has another owner.`);
      if (made === undefined) onClose();
      else setSecret(made);
    },
  });
  if (secret !== undefined) {
    return (
      <SecretDialog
        title={`${token.name} has another owner and a new secret`}
        secret={secret}
        fileName={`${token.name}.token`}
        onClose={onClose}
      />
    );
  }
  // One of the table's.
  const kind = form.values["kind"] as Kind;
  const isAtOnce = form.values["grace_period"] === "PT0S";
  return (
    <FormDialog
      title={`Transfer ${token.name}`}
      submitLabel="Transfer"
      form={form}
      shownFields={["service_account_id", "user_id", "grace_period", "expires_at"]}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label="What owns it then"
        data={kinds.map(({ value, label }) => ({ value, label }))}
        value={kind}
        onChange={(chosen) => {
          form.set("kind", chosen);
        }}
      />
      <ReferenceField
        key={kind}
        noun={kind}
        name={`${kind}_id`}
        label="New owner"
        description="It then does what its new owner may, as far as its own mode and limits let it."
        form={form}
      />
      <Select
        label="How long the present secret works on"
        data={graces}
        value={String(form.values["grace_period"])}
        allowDeselect={false}
        error={form.errors["grace_period"]}
        onChange={(grace) => {
          form.set("grace_period", grace);
        }}
      />
      <Alert color={isAtOnce ? "red" : "orange"} variant="light" icon={<IconAlertTriangle size={18} />}>
        {isAtOnce
          ? "Everything that uses the present secret is refused from the next request on, until it has the new one."
          : "Whoever has the present secret acts as the new owner until it ends."}
      </Alert>
    </FormDialog>
  );
}

/** The reply without what is shown once, which lists must not hold. */
function apart({ secret, sealed_secret: _sealed, ...shown }: Reply<"token.transfer">): {
  readonly made: string | undefined;
  readonly shown: Token;
} {
  return { made: secret, shown };
}
