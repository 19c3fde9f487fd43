import { Tooltip } from "@mantine/core";
import { IconCode } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { StateBadge } from "./state-badge.tsx";

/** Those that people look after by hand. */
const byHand = new Set(["console", "api", "bootstrap", "cli"]);

/** Whether something else declares the object, and would undo or be surprised by a change here. */
export function isDeclaredElsewhere(managedBy: string): boolean {
  return !byHand.has(managedBy);
}

/** Who looks after an object; nothing for what is made by hand. */
export function ManagedBadge({ managedBy }: { readonly managedBy: string }): ReactNode {
  if (!isDeclaredElsewhere(managedBy)) return null;
  return (
    <Tooltip label={`Declared elsewhere (${managedBy}): a change here may be undone by its next run`}>
      <span tabIndex={0}>
        <StateBadge tone="notice" icon={IconCode}>
          {managedBy}
        </StateBadge>
      </span>
    </Tooltip>
  );
}
