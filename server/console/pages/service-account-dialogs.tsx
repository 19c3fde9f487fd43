import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CreateDialog, EditDialog } from "../parts/noun-dialogs.tsx";
import { ProjectField } from "../parts/project-field.tsx";

/** Afterwards its page is open, where it gets its first role and its first token. */
export function CreateServiceAccount({
  project = "system",
  onClose,
}: {
  /** The one that is looked at. */
  readonly project: string | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const navigate = useNavigate();
  return (
    <CreateDialog
      noun="service_account"
      title="Create a service account"
      names={["name", "description"]}
      besides={["project"]}
      initial={{ project }}
      onClose={onClose}
      onCreated={({ id }) => void navigate({ to: "/service-accounts/$id", params: { id } })}
    >
      {(form) => <ProjectField form={form} description="Where it lives, once and for all." />}
    </CreateDialog>
  );
}

export function EditServiceAccount({
  id,
  onClose,
}: {
  readonly id: string;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <EditDialog
      noun="service_account"
      id={id}
      title="Edit a service account"
      names={["name", "description", "audience"]}
      onClose={onClose}
    />
  );
}
