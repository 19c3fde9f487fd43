import type { ReactNode } from "react";
import type { NounName } from "../../contract/nouns/all.ts";
import { client } from "../api/client.ts";
import { showDeleted } from "../api/queries.ts";
import { valueOf } from "../api/refusal.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { isDeclaredElsewhere } from "./managed-badge.tsx";
import { tell } from "./toast.ts";

/** Deletes an object that is named and looked after by whom it says. */
export function DeleteDialog({
  noun,
  title,
  object,
  name,
  children,
  onClose,
  onDone,
}: {
  readonly noun: NounName;
  /** What it is: "group". */
  readonly title: string;
  readonly object: { readonly id: string; readonly managed_by: string };
  readonly name: string;
  /** What will break. */
  readonly children: ReactNode;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}): ReactNode {
  return (
    <ConfirmDialog
      title={`Delete ${name}?`}
      confirmLabel={`Delete ${title}`}
      onClose={onClose}
      onConfirm={async () => {
        // Every noun is deleted by its id alone.
        valueOf(await client.call(`${noun}.delete` as "group.delete", { id: object.id }));
        showDeleted(noun, object.id);
        tell(`${name} is deleted.`);
        onDone?.();
      }}
    >
      {isDeclaredElsewhere(object.managed_by) && (
        <p>
          It is managed by <code className="mono">{object.managed_by}</code>, whose next run may make it
          again.
        </p>
      )}
      {children}
    </ConfirmDialog>
  );
}
