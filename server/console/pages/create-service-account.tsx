import type { ReactNode } from "react";
import { nouns } from "../../contract/nouns/all.ts";
import { createSchema } from "../../contract/schemas.ts";
import type { Request } from "../../contract/operations.ts";
import { client } from "../api/client.ts";
import { showCreated } from "../api/queries.ts";
import { valueOf } from "../api/refusal.ts";
import { ContractFields, FormDialog, useObjectForm } from "../parts/object-form.tsx";
import { tell } from "../parts/toast.ts";

const fields = ["name", "project", "description"] as const;
const schema = createSchema(nouns.service_account);

export function CreateServiceAccount({
  project,
  onClose,
}: {
  /** The one that is looked at. */
  readonly project: string | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const form = useObjectForm({
    initial: { project: project ?? "system" },
    schema,
    send: async (values) => {
      // The schema above was satisfied.
      const body = values as Request<"service_account.create">["body"];
      const { name } = valueOf(await client.call("service_account.create", { body }));
      showCreated("service_account");
      tell(`${name} is created.`);
      onClose();
    },
  });
  return (
    <FormDialog
      title="Create a service account"
      submitLabel="Create"
      form={form}
      shownFields={fields}
      onClose={onClose}
    >
      <ContractFields noun={nouns.service_account} names={fields} form={form} />
    </FormDialog>
  );
}
