import type { ReactNode } from "react";
import * as z from "zod";
import { nouns } from "../../contract/nouns/all.ts";
import type { Request } from "../../contract/operations.ts";
import { updateSchema } from "../../contract/schemas.ts";
import { client } from "../api/client.ts";
import { showChanged } from "../api/queries.ts";
import { valueOf } from "../api/refusal.ts";
import { ContractFields, FormDialog, useObjectForm, type Values } from "../parts/object-form.tsx";
import { tell } from "../parts/toast.ts";
import type { Token } from "../parts/token-badges.tsx";
import { ModeFields } from "./token-fields.tsx";

const plain = ["name", "description"] as const;
const limits = ["max_age", "extend_on_use", "within", "allowed_cidrs", "audiences", "usage_limit"] as const;
const all = [...plain, "mode", "rules", ...limits] as const;

/** Changes what a token is called and may do; its secret stays. */
export function EditToken({
  token,
  onClose,
}: {
  readonly token: Token;
  readonly onClose: () => void;
}): ReactNode {
  const initial: Values = Object.fromEntries(all.map((name) => [name, token[name]]));
  // What is left as it is is not sent: somebody else may have changed it meanwhile.
  const changed = (values: Values): Values =>
    Object.fromEntries(
      Object.entries({ ...values, ...(values["mode"] !== "custom" && { rules: null }) }).filter(
        ([name, value]) => JSON.stringify(value) !== JSON.stringify(initial[name]),
      ),
    );
  const form = useObjectForm({
    initial,
    schema: z.preprocess((values) => changed(values as Values), updateSchema(nouns.token)),
    send: async (values) => {
      // The schema above was satisfied.
      const body = changed(values) as Request<"token.update">["body"];
      const shown = valueOf(await client.call("token.update", { id: token.id, body }));
      showChanged("token", shown);
      tell(`${shown.name} is changed; its secret is as it was.`);
      onClose();
    },
  });
  return (
    <FormDialog
      title={`Edit ${token.name}`}
      submitLabel="Save"
      form={form}
      shownFields={all}
      onClose={onClose}
      size="xl"
    >
      <ContractFields noun={nouns.token} names={plain} form={form} />
      <ModeFields form={form} project={token.project} />
      <details>
        <summary>Limits</summary>
        <ContractFields noun={nouns.token} names={limits} form={form} />
      </details>
    </FormDialog>
  );
}
