import { IconCheck, IconPlayerPause, type TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./state-badge.module.css";

/** What a colour means, whatever it is the state of. */
export type Tone = "good" | "neutral" | "notice" | "warning" | "bad";

/** A state as icon, word and colour: no reader needs all three. */
export function StateBadge({
  tone,
  icon: Icon,
  children,
}: {
  readonly tone: Tone;
  readonly icon?: TablerIcon;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <span className={classes["badge"]} data-tone={tone}>
      {Icon && <Icon size={13} stroke={2} aria-hidden />}
      {children}
    </span>
  );
}

/** Of what can be disabled. */
export function EnabledBadge({ disabled }: { readonly disabled: boolean }): ReactNode {
  return (
    <StateBadge tone={disabled ? "neutral" : "good"} icon={disabled ? IconPlayerPause : IconCheck}>
      {disabled ? "Disabled" : "Active"}
    </StateBadge>
  );
}
