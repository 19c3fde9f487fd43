import { Autocomplete, SegmentedControl, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import * as z from "zod";
import { nouns } from "../../contract/nouns/all.ts";
import type { Request } from "../../contract/operations.ts";
import { issuing } from "../../contract/rotation.ts";
import { client } from "../api/client.ts";
import { showCreated, useRead } from "../api/queries.ts";
import { valueOf } from "../api/refusal.ts";
import { useSignedIn } from "../api/session.ts";
import { base } from "../environment.ts";
import { ContractFields, FormDialog, type ObjectForm, useObjectForm } from "../parts/object-form.tsx";
import { SecretDialog } from "../parts/secret-dialog.tsx";
import { snippetsFor } from "../parts/snippets.ts";
import { tell } from "../parts/toast.ts";
import { owners, projectOf, tokenBody } from "./token-body.ts";
import { AdvancedFields, EndField, ModeFields } from "./token-fields.tsx";

const shown = [
  "name",
  "description",
  "mode",
  "rules",
  "max_age",
  "expires_at",
  "extend_on_use",
  "service_account_id",
];
const more = [
  "role_id",
  "project",
  "within",
  "allowed_cidrs",
  "audiences",
  "usage_limit",
  "not_before",
  "labels",
];
const shownFields = [...shown, ...more, "absolute_expires_at", "rate_limit"];

interface Issued {
  readonly name: string;
  readonly secret: string;
}

/** Makes a token, and shows its secret, this once. */
export function CreateToken({
  isMine = false,
  account,
  onClose,
}: {
  /** Whether it can only be the reader's own. */
  readonly isMine?: boolean;
  /** Whose it is to be, for example `shop/deployer`, where that is known. */
  readonly account?: string;
  readonly onClose: () => void;
}): ReactNode {
  const { user } = useSignedIn();
  const [issued, setIssued] = useState<Issued>();
  const form = useObjectForm({
    initial: {
      owner: isMine ? "mine" : "service_account",
      end: "P30D",
      mode: "full_access",
      ...(account !== undefined && { service_account_id: account }),
    },
    schema: z.preprocess((values) => tokenBody(values as Record<string, unknown>, user.id), issuing),
    send: async (values) => {
      // The schema above was satisfied.
      const body = tokenBody(values, user.id) as Request<"token.create">["body"];
      const { name, secret, state } = valueOf(await client.call("token.create", { body }));
      showCreated("token");
      if (state === "pending") tell(`${name} is made; it works once somebody else approves it.`);
      if (secret === undefined) onClose();
      else setIssued({ name, secret });
    },
  });
  if (issued) {
    return (
      <SecretDialog
        title={`${issued.name} is created`}
        secret={issued.secret}
        fileName={`${issued.name}.token`}
        snippets={snippetsFor(`${location.origin}${base}`)}
        onClose={onClose}
      />
    );
  }
  const project = projectOf(form.values);
  return (
    <FormDialog
      title={account === undefined ? "Create a token" : `Create a token of ${account}`}
      submitLabel="Create token"
      form={form}
      shownFields={shownFields}
      onClose={onClose}
      size="xl"
    >
      {!isMine && account === undefined && <OwnerFields form={form} />}
      <ContractFields noun={nouns.token} names={["name", "description"]} form={form} />
      <EndField form={form} project={project} />
      <ModeFields form={form} project={project} />
      <AdvancedFields form={form} />
    </FormDialog>
  );
}

function OwnerFields({ form }: { readonly form: ObjectForm }): ReactNode {
  const { owner } = form.values;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500} id="owner-label">
        Owner
      </Text>
      <SegmentedControl
        aria-labelledby="owner-label"
        data={owners.map(({ value, label }) => ({ value, label }))}
        value={String(owner)}
        onChange={(chosen) => {
          form.set("owner", chosen);
        }}
      />
      {owner === "service_account" && (
        <OwnerName form={form} noun="service_account" label="Service account" hint="Acts as this account." />
      )}
      {owner === "role" && (
        <>
          <OwnerName
            form={form}
            noun="role"
            label="Role"
            hint="Acts as if this role were bound in the project, and as nobody."
          />
          <ContractFields noun={nouns.token} names={["project"]} form={form} />
        </>
      )}
    </Stack>
  );
}

function OwnerName({
  form,
  noun,
  label,
  hint,
}: {
  readonly form: ObjectForm;
  readonly noun: "service_account" | "role";
  readonly label: string;
  readonly hint: string;
}): ReactNode {
  const { data } = useRead(`${noun}.list`, { query: { page_size: 200 } });
  const { value, onChange, error } = form.input(`${noun}_id`);
  return (
    <Autocomplete
      label={label}
      name={`${noun}_id`}
      description={hint}
      data={(data?.items ?? []).map(({ project, name }) => `${project}/${name}`)}
      value={typeof value === "string" ? value : ""}
      onChange={onChange}
      error={error}
      limit={50}
      autoComplete="off"
    />
  );
}
