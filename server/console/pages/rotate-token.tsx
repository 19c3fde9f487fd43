import { Alert, Button, Group, Select, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import * as z from "zod";
import type { Reply, Request } from "../../contract/operations.ts";
import { rotation } from "../../contract/rotation.ts";
import { client } from "../api/client.ts";
import { showChanged } from "../api/queries.ts";
import { asError, valueOf } from "../api/refusal.ts";
import { inWords } from "../parts/duration-words.ts";
import { InstantField } from "../parts/instant-field.tsx";
import { FormDialog, useObjectForm, type Values } from "../parts/object-form.tsx";
import { SecretDialog } from "../parts/secret-dialog.tsx";
import { tell, tellProblem } from "../parts/toast.ts";
import { ExpiryBadge, type Token } from "../parts/token-badges.tsx";

/** How long a secret may work on once there is another. */
export const graces = [
  { value: "PT0S", label: "None: the present secret ends at once (regenerate)" },
  { value: "PT1H", label: "1 hour" },
  { value: "P1D", label: "1 day" },
  { value: "P7D", label: "7 days" },
  { value: "P30D", label: "30 days" },
];
const AS_IT_IS = "as-it-is";
const ON_A_DATE = "date";
const NEVER = "never";
const DAY = 24 * 60 * 60 * 1000;
const presets = [7, 30, 60, 90];

interface Rotated {
  readonly secret: string;
  readonly grace: string;
  readonly rotationId: string | undefined;
}

function bodyOf({ grace_period: grace, end, expires_at: at }: Values): Record<string, unknown> {
  if (end === AS_IT_IS) return { grace_period: grace };
  if (end === NEVER) return { grace_period: grace, expires_at: null };
  if (end === ON_A_DATE) return { grace_period: grace, expires_at: at ?? "" };
  const expires = new Date(Date.now() + Number(end) * DAY).toISOString();
  return { grace_period: grace, expires_at: expires };
}

/** Gives a token a new secret: the former one works on for a grace, or ends at once. */
export function RotateToken({
  token,
  onClose,
}: {
  readonly token: Token;
  readonly onClose: () => void;
}): ReactNode {
  const [rotated, setRotated] = useState<Rotated>();
  const isEnded = token.state === "expired";
  const form = useObjectForm({
    initial: {
      grace_period: isEnded ? "PT0S" : "P1D",
      end: isEnded && token.max_age === null ? "30" : AS_IT_IS,
    },
    schema: z.preprocess((values) => bodyOf(values as Values), rotation),
    send: async (values) => {
      // The schema above was satisfied.
      const body = bodyOf(values) as Request<"token.rotate">["body"];
      const reply = valueOf(await client.call("token.rotate", { id: token.id, body }));
      const { secret, rotation_id: rotationId, shown } = apart(reply);
      showChanged("token", shown);
      if (secret === undefined) onClose();
      else setRotated({ secret, rotationId, grace: String(values["grace_period"]) });
    },
  });
  if (rotated) return <NewSecret token={token} rotated={rotated} onClose={onClose} />;
  const isAtOnce = form.values["grace_period"] === "PT0S";
  return (
    <FormDialog
      title={`Rotate ${token.name}`}
      submitLabel={isAtOnce ? "Regenerate" : "Rotate"}
      form={form}
      shownFields={["grace_period", "expires_at"]}
      onClose={onClose}
    >
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
      <EndField token={token} form={form} />
      <Alert color={isAtOnce ? "red" : "blue"} variant="light" icon={<IconAlertTriangle size={18} />}>
        {isAtOnce
          ? "Everything that uses the present secret is refused from the next request on, until it has the new one."
          : "Replace the secret wherever it is used within that time; then the present one ends by itself."}{" "}
        {token.last_used_by !== null && `It was last used by ${token.last_used_by}.`}
      </Alert>
    </FormDialog>
  );
}

function EndField({
  token,
  form,
}: {
  readonly token: Token;
  readonly form: ReturnType<typeof useObjectForm>;
}): ReactNode {
  const asItIs = token.max_age === null ? "As it is now" : `${inWords(token.max_age)} from now, as always`;
  return (
    <>
      <Select
        label="New end"
        description={
          <Text span size="xs">
            Now: <ExpiryBadge {...token} />
          </Text>
        }
        data={[
          { value: AS_IT_IS, label: asItIs },
          ...presets.map((days) => ({ value: String(days), label: `${String(days)} days from now` })),
          { value: ON_A_DATE, label: "On a date" },
          { value: NEVER, label: "Never" },
        ]}
        value={String(form.values["end"])}
        allowDeselect={false}
        error={form.values["end"] === ON_A_DATE ? undefined : form.errors["expires_at"]}
        onChange={(end) => {
          form.set("end", end);
        }}
      />
      {form.values["end"] === ON_A_DATE && (
        <InstantField form={form} name="expires_at" label="Expires at" description="When it ends." />
      )}
    </>
  );
}

/** The reply without what is shown once, which lists must not hold. */
function apart({ secret, sealed_secret: _sealed, rotation_id, ...shown }: Reply<"token.rotate">): {
  readonly secret: string | undefined;
  readonly rotation_id: string | undefined;
  readonly shown: Token;
} {
  return { secret, rotation_id, shown };
}

function NewSecret({
  token,
  rotated: { secret, grace, rotationId },
  onClose,
}: {
  readonly token: Token;
  readonly rotated: Rotated;
  readonly onClose: () => void;
}): ReactNode {
  const takeBack = async (id: string): Promise<void> => {
    const result = await client.call("token.rollback", { id: token.id, body: { rotation_id: id } });
    if (result.type === "problem") {
      tellProblem(asError(result.problem), "The rotation was not taken back");
      return;
    }
    showChanged("token", result.value);
    tell(`${token.name} has its former secret again; the new one is void.`);
    onClose();
  };
  const hasGrace = grace !== "PT0S";
  return (
    <SecretDialog
      title={`${token.name} has a new secret`}
      secret={secret}
      fileName={`${token.name}.token`}
      onClose={onClose}
    >
      {hasGrace && rotationId !== undefined && (
        <Group justify="space-between" gap="xs">
          <Text size="sm">
            The former secret works on beside it for {graces.find(({ value }) => value === grace)?.label}.
          </Text>
          <Button size="xs" variant="subtle" onClick={() => void takeBack(rotationId)}>
            Take the rotation back
          </Button>
        </Group>
      )}
    </SecretDialog>
  );
}
