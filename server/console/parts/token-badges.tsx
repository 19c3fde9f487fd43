import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClock,
  IconHourglass,
  IconInfinity,
  IconPlayerPause,
  IconShieldX,
  type TablerIcon,
} from "@tabler/icons-react";
import { Text, Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import type { ItemOf } from "../api/queries.ts";
import { StateBadge, type Tone } from "./state-badge.tsx";
import classes from "./token-badges.module.css";
import { relativeWords, useNow } from "./when.tsx";

export type Token = ItemOf<"token.list">;

const states: Readonly<
  Record<Token["state"], { readonly tone: Tone; readonly icon: TablerIcon; readonly word: string }>
> = {
  active: { tone: "good", icon: IconCheck, word: "Active" },
  pending: { tone: "notice", icon: IconHourglass, word: "Awaits approval" },
  disabled: { tone: "neutral", icon: IconPlayerPause, word: "Disabled" },
  blocked: { tone: "bad", icon: IconShieldX, word: "Blocked by policy" },
  expired: { tone: "neutral", icon: IconClock, word: "Expired" },
  revoked: { tone: "bad", icon: IconBan, word: "Revoked" },
};

export function TokenState({ state }: Pick<Token, "state">): ReactNode {
  const { tone, icon, word } = states[state];
  return (
    <StateBadge tone={tone} icon={icon}>
      {word}
    </StateBadge>
  );
}

const DAY = 24 * 60 * 60 * 1000;
/** From when an end is near, and from when it is a matter of days. */
const SOON = 14 * DAY;
const VERY_SOON = 3 * DAY;

/** When a token ends, in colour and words; exactly on hover. */
export function ExpiryBadge({
  expires_at: at,
  extend_on_use: isExtended,
}: Pick<Token, "expires_at" | "extend_on_use">): ReactNode {
  const now = useNow();
  if (at === null) {
    return (
      <StateBadge tone="warning" icon={IconInfinity}>
        Never
      </StateBadge>
    );
  }
  const end = new Date(at);
  const left = end.getTime() - now.getTime();
  const tone = left <= 0 ? "neutral" : left < VERY_SOON ? "bad" : left < SOON ? "warning" : "neutral";
  const words = relativeWords(end, now);
  return (
    <span className={classes["expiry"]}>
      <Tooltip label={at}>
        <time dateTime={at}>
          <StateBadge tone={tone} icon={left > 0 && left < SOON ? IconAlertTriangle : IconClock}>
            {left <= 0 ? `Ended ${words}` : words}
          </StateBadge>
        </time>
      </Tooltip>
      {isExtended && (
        <Text span size="xs" c="dimmed">
          or later by use
        </Text>
      )}
    </span>
  );
}

export const modeWords: Readonly<Record<Token["mode"], string>> = {
  full_access: "Full access",
  read_only: "Read only",
  custom: "Custom",
};
