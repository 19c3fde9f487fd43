import { type ReactNode, useState } from "react";
import { client } from "../api/client.ts";
import { queries, showDeleted } from "../api/queries.ts";
import { asError, valueOf } from "../api/refusal.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { tell } from "../parts/toast.ts";
import { counted } from "../parts/words.ts";

type Holds = Readonly<Record<string, number>>;

/** Deletes a project. One that holds something is deleted with all of it, once that was read and its name typed. */
export function DeleteProject({
  project: { id, name },
  onClose,
}: {
  readonly project: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}): ReactNode {
  const [holds, setHolds] = useState<Holds>();
  if (holds) return <DeleteWhole id={id} name={name} holds={holds} onClose={onClose} />;
  return (
    <ConfirmDialog
      title={`Delete ${name}?`}
      confirmLabel="Delete project"
      onClose={onClose}
      onConfirm={async () => {
        const result = await client.call("project.delete", { id, query: { cascade: "false" } });
        if (result.type === "problem") {
          if (result.problem.holds) setHolds(result.problem.holds);
          throw asError(result.problem);
        }
        showDeleted("project", id);
        tell(`${name} is deleted.`);
      }}
    >
      An empty project is deleted at once. Of one that holds something you are asked again, with a list.
    </ConfirmDialog>
  );
}

function DeleteWhole({
  id,
  name,
  holds,
  onClose,
}: {
  readonly id: string;
  readonly name: string;
  readonly holds: Holds;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <ConfirmDialog
      title={`Delete ${name} with all that is in it?`}
      confirmLabel="Delete all of it"
      typed={name}
      onClose={onClose}
      onConfirm={async () => {
        valueOf(await client.call("project.delete", { id, query: { cascade: "true" } }));
        await queries.invalidateQueries();
        tell(`${name} is deleted, and all that was in it.`);
      }}
    >
      <p>It holds, projects below it included:</p>
      <ul>
        {Object.entries(holds).map(([noun, count]) => (
          <li key={noun}>{counted(count, noun.replaceAll("_", " "))}</li>
        ))}
      </ul>
      <p>
        All of it goes, or nothing. Every token there is refused from the next request on. It cannot be
        undone.
      </p>
    </ConfirmDialog>
  );
}
