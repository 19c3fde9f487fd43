import type { ReactNode } from "react";
import { CreateDialog, EditDialog } from "../parts/noun-dialogs.tsx";

export function CreateProject({
  parent,
  onClose,
}: {
  readonly parent?: string;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <CreateDialog
      noun="project"
      title={parent === undefined ? "Create a project" : `Create a project below ${parent}`}
      names={["name", "description"]}
      initial={parent === undefined ? {} : { name: `${parent}.` }}
      onClose={onClose}
    />
  );
}

export function EditProject({
  id,
  name,
  onClose,
}: {
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <EditDialog noun="project" id={id} title={`Edit ${name}`} names={["description"]} onClose={onClose} />
  );
}
