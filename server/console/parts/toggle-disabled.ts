import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { client } from "../api/client.ts";
import { showChanged } from "../api/queries.ts";
import { asError } from "../api/refusal.ts";
import type { RowAction } from "./row-menu.tsx";
import { tell, tellProblem } from "./toast.ts";

/** Stops somebody, or what lets somebody in, until it is enabled again. */
export function toggleDisabled(
  noun: "user" | "service_account" | "trust_policy",
  { id, disabled }: { readonly id: string; readonly disabled: boolean },
  name: string,
): RowAction {
  const toggle = async (): Promise<void> => {
    const result = await client.call(`${noun}.update`, { id, body: { disabled: !disabled } });
    if (result.type === "problem") {
      tellProblem(asError(result.problem), `${name} was not changed`);
      return;
    }
    showChanged(noun, result.value);
    tell(
      disabled
        ? `${name} is enabled: what it had works again.`
        : `${name} is disabled: it is refused from now on.`,
    );
  };
  const icon = disabled ? IconPlayerPlay : IconPlayerPause;
  return { label: disabled ? "Enable" : "Disable", icon, onClick: () => void toggle() };
}
