import { Radio, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { client } from "../../api/client.ts";
import { queries, showDeleted } from "../../api/queries.ts";
import { valueOf } from "../../api/refusal.ts";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { tell } from "../../parts/toast.ts";
import { counted } from "../../parts/words.ts";
import type { Declaration } from "./drift-badge.tsx";

/** Forgets a declaration; what it made stays, or goes with it. */
export function DeleteDeclaration({
  declaration: { id, name, objects },
  onClose,
  onDone,
}: {
  readonly declaration: Declaration;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}): ReactNode {
  const [fate, setFate] = useState<"keep" | "delete">("keep");
  const isAll = fate === "delete" && objects > 0;
  return (
    <ConfirmDialog
      title={`Delete the declaration ${name}?`}
      confirmLabel={isAll ? `Delete it and ${counted(objects, "object")}` : "Delete declaration"}
      {...(isAll && { typed: name })}
      onClose={onClose}
      onConfirm={async () => {
        valueOf(await client.call("declaration.delete", { id, query: { objects: fate } }));
        // Objects of any kind are gone, or managed by nobody's declaration.
        await queries.invalidateQueries({ refetchType: "none" });
        showDeleted("declaration", id);
        tell(`The declaration ${name} is deleted.`);
        onDone?.();
      }}
    >
      <Stack gap="sm">
        <Radio.Group
          label={`What becomes of the ${counted(objects, "object")} it looks after`}
          value={fate}
          onChange={(chosen) => {
            setFate(chosen as "keep" | "delete");
          }}
        >
          <Stack gap={6} mt={6}>
            <Radio value="keep" label="They stay, and nobody's declaration manages them" />
            <Radio
              value="delete"
              label="They are deleted with it: accounts, their tokens and bindings stop at once"
            />
          </Stack>
        </Radio.Group>
      </Stack>
    </ConfirmDialog>
  );
}
