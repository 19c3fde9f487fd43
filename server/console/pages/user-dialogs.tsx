import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CreateDialog, EditDialog } from "../parts/noun-dialogs.tsx";

export function CreateUser({ onClose }: { readonly onClose: () => void }): ReactNode {
  const navigate = useNavigate();
  return (
    <CreateDialog
      noun="user"
      title="Create a user"
      names={["email", "display_name", "password"]}
      onClose={onClose}
      onCreated={({ id }) => void navigate({ to: "/users/$id", params: { id } })}
    />
  );
}

interface Props {
  readonly id: string;
  readonly onClose: () => void;
}

export function EditUser({ id, onClose }: Props): ReactNode {
  return (
    <EditDialog noun="user" id={id} title="Edit a user" names={["email", "display_name"]} onClose={onClose} />
  );
}

export function SetPassword({ id, onClose }: Props): ReactNode {
  return <EditDialog noun="user" id={id} title="Give a password" names={["password"]} onClose={onClose} />;
}
