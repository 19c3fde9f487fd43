import { SegmentedControl, TagsInput, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { nouns } from "../../contract/nouns/all.ts";
import type { Request } from "../../contract/operations.ts";
import { createSchema } from "../../contract/schemas.ts";
import { client } from "../api/client.ts";
import { queries, showCreated } from "../api/queries.ts";
import { valueOf } from "../api/refusal.ts";
import { FormDialog, type ObjectForm, useObjectForm, type Values } from "./object-form.tsx";
import { InstantField } from "./instant-field.tsx";
import { ProjectField } from "./project-field.tsx";
import { ReferenceField } from "./reference-field.tsx";
import { tell } from "./toast.ts";

const schema = createSchema(nouns.role_binding);

const kinds = {
  user_id: { label: "User", noun: "user", description: "By e-mail address." },
  service_account_id: {
    label: "Service account",
    noun: "service_account",
    description: "As `project/name`.",
  },
  group_id: { label: "Group", noun: "group", description: "Everybody in it, now and later." },
} as const;
const subjects = [
  ...Object.entries(kinds).map(([value, { label }]) => ({ value, label })),
  { value: "claim", label: "Claim" },
];

type Kind = keyof typeof kinds | "claim";

/** Binds a role to a subject; what is given already is not asked, but for the values of a claim. */
export function BindDialog({
  title = "Bind a role",
  given = {},
  onClose,
}: {
  readonly title?: string;
  readonly given?: Values;
  readonly onClose: () => void;
}): ReactNode {
  const isClaim = given["claim"] !== undefined;
  const [kind, setKind] = useState<Kind>(isClaim ? "claim" : "user_id");
  const subject = Object.keys(given).find((name) => name in kinds);
  const form = useObjectForm({
    initial: { project: "system", ...given },
    schema,
    send: async (values) => {
      // The schema above was satisfied.
      const body = values as Request<"role_binding.create">["body"];
      valueOf(await client.call("role_binding.create", { body }));
      showCreated("role_binding");
      await queries.invalidateQueries({ queryKey: ["role_binding.list"] });
      tell("The role is bound: it holds from now on.");
      onClose();
    },
  });
  const choose = (next: string): void => {
    for (const { value } of subjects) form.set(value, undefined);
    if (next === "claim") form.set("claim", { issuer: "", name: "groups", values: [] });
    setKind(next as Kind);
  };
  return (
    <FormDialog
      title={title}
      submitLabel="Bind"
      form={form}
      shownFields={["role_id", "project", "expires_at", ...subjects.map(({ value }) => value)]}
      onClose={onClose}
    >
      {given["role_id"] === undefined && (
        <ReferenceField
          noun="role"
          name="role_id"
          label="Role"
          description="What is given, as project/name. You can give what you hold yourself."
          form={form}
        />
      )}
      {subject === undefined && (
        <>
          {!isClaim && (
            <SegmentedControl
              aria-label="Who gets it"
              data={subjects}
              value={kind}
              onChange={choose}
              size="xs"
              fullWidth
            />
          )}
          {kind === "claim" ? (
            <ClaimFields form={form} />
          ) : (
            <ReferenceField {...kinds[kind]} name={kind} form={form} />
          )}
        </>
      )}
      <ProjectField
        form={form}
        description="Where it holds, below included: the role's own project or one below it."
      />
      <InstantField
        form={form}
        name="expires_at"
        label="Ends"
        description="When it ends by itself. Empty: it does not."
      />
    </FormDialog>
  );
}

interface Claim {
  readonly issuer: string;
  readonly name: string;
  readonly values: readonly string[];
}

function ClaimFields({ form }: { readonly form: ObjectForm }): ReactNode {
  // What `choose` above sets.
  const claim = form.values["claim"] as Claim;
  const set = (changed: Partial<Claim>): void => {
    form.set("claim", { ...claim, ...changed });
  };
  return (
    <>
      <TextInput
        label="Issuer"
        description="Of the identity provider people sign in through, exactly."
        value={claim.issuer}
        onChange={(event) => {
          set({ issuer: event.currentTarget.value });
        }}
        error={form.errors["claim"]}
        autoComplete="off"
        required
      />
      <TextInput
        label="Claim"
        value={claim.name}
        onChange={(event) => {
          set({ name: event.currentTarget.value });
        }}
        autoComplete="off"
        required
      />
      <TagsInput
        label="Values"
        description="One of these is enough; exactly, case and all."
        value={[...claim.values]}
        onChange={(values) => {
          set({ values });
        }}
        required
      />
    </>
  );
}
