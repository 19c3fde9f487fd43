import { SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { nouns } from "../../contract/nouns/all.ts";
import type { Request } from "../../contract/operations.ts";
import { createSchema } from "../../contract/schemas.ts";
import { client } from "../api/client.ts";
import { queries, showCreated } from "../api/queries.ts";
import { valueOf } from "../api/refusal.ts";
import { CreateDialog, EditDialog } from "../parts/noun-dialogs.tsx";
import { FormDialog, useObjectForm } from "../parts/object-form.tsx";
import { ProjectField } from "../parts/project-field.tsx";
import { ReferenceField } from "../parts/reference-field.tsx";
import { tell } from "../parts/toast.ts";

export function CreateGroup({
  project = "system",
  onClose,
}: {
  readonly project: string | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const navigate = useNavigate();
  return (
    <CreateDialog
      noun="group"
      title="Create a group"
      names={["name", "description"]}
      besides={["project"]}
      initial={{ project }}
      onClose={onClose}
      onCreated={({ id }) => void navigate({ to: "/groups/$id", params: { id } })}
    >
      {(form) => <ProjectField form={form} description="Where it lives; roles are bound to it anywhere." />}
    </CreateDialog>
  );
}

export function EditGroup({ id, onClose }: { readonly id: string; readonly onClose: () => void }): ReactNode {
  return (
    <EditDialog noun="group" id={id} title="Edit a group" names={["name", "description"]} onClose={onClose} />
  );
}

const schema = createSchema(nouns.group_member);
const kinds = {
  user_id: { label: "User", noun: "user", description: "By e-mail address." },
  service_account_id: {
    label: "Service account",
    noun: "service_account",
    description: "As `project/name`.",
  },
} as const;

export function AddMember({
  group,
  onClose,
}: {
  readonly group: string;
  readonly onClose: () => void;
}): ReactNode {
  const [kind, setKind] = useState<keyof typeof kinds>("user_id");
  const form = useObjectForm({
    initial: { group_id: group },
    schema,
    send: async (values) => {
      // The schema above was satisfied.
      const body = values as Request<"group_member.create">["body"];
      valueOf(await client.call("group_member.create", { body }));
      showCreated("group_member");
      await queries.invalidateQueries({ queryKey: ["group_member.list"] });
      tell("The member is added.");
      onClose();
    },
  });
  return (
    <FormDialog
      title="Add a member"
      submitLabel="Add"
      form={form}
      shownFields={["user_id", "service_account_id"]}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label="Who is added"
        data={Object.entries(kinds).map(([value, { label }]) => ({ value, label }))}
        value={kind}
        onChange={(next) => {
          form.set(kind, undefined);
          // One of those above.
          setKind(next as keyof typeof kinds);
        }}
        size="xs"
        fullWidth
      />
      <ReferenceField {...kinds[kind]} name={kind} form={form} />
    </FormDialog>
  );
}
