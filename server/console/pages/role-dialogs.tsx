import type { ReactNode } from "react";
import { EditDialog } from "../parts/noun-dialogs.tsx";

export function EditRole({ id, onClose }: { readonly id: string; readonly onClose: () => void }): ReactNode {
  return (
    <EditDialog noun="role" id={id} title="Edit a role" names={["name", "description"]} onClose={onClose} />
  );
}
