import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { client } from "../api/client.ts";
import { showChanged } from "../api/queries.ts";
import { asError, valueOf } from "../api/refusal.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { isDeclaredElsewhere } from "./managed-badge.tsx";
import type { RowAction } from "./row-menu.tsx";
import { tell, tellProblem } from "./toast.ts";
import type { Show } from "./use-dialog.tsx";

interface Switched {
  readonly title: string;
  readonly enabled: string;
  readonly disabled: string;
  /** What disabling it breaks, where that is asked about before. */
  readonly breaks?: string;
}

const credential = {
  enabled: "what it had works again",
  disabled: "it is refused from now on",
} as const;

/** What can be disabled, and what that does. */
const switched = {
  user: { title: "user", ...credential },
  service_account: { title: "service account", ...credential },
  trust_policy: { title: "trust policy", ...credential },
  webhook: {
    title: "webhook",
    enabled: "it is told what happens from now on",
    disabled: "it is told nothing",
    breaks:
      "Events that happen until it is enabled again are lost to it. What waits to be sent is sent then.",
  },
  identity_provider: {
    title: "identity provider",
    enabled: "people sign in through it again",
    disabled: "nobody signs in through it",
    breaks:
      "Whoever signed in through it is signed out at once, and loses what their claims give. Make sure that you can sign in otherwise.",
  },
} as const satisfies Record<string, Switched>;

/** Stops somebody, or what lets somebody in, until it is enabled again. */
export function toggleDisabled(
  noun: keyof typeof switched,
  object: { readonly id: string; readonly disabled: boolean; readonly managed_by: string },
  { name, show }: { readonly name: string; readonly show: Show },
): RowAction {
  const { id, disabled, managed_by: by } = object;
  const { title, breaks, ...after }: Switched = switched[noun];
  const label = disabled ? "Enable" : "Disable";
  const isManaged = isDeclaredElsewhere(by);
  const isAsked = isManaged || (breaks !== undefined && !disabled);
  const change = () =>
    // Of all these nouns the change has this shape.
    client.call(`${noun}.update` as "user.update", { id, body: { disabled: !disabled } });
  const done = (changed: { readonly id: string }): void => {
    showChanged(noun, changed);
    tell(disabled ? `${name} is enabled: ${after.enabled}.` : `${name} is disabled: ${after.disabled}.`);
  };
  const toggle = async (): Promise<void> => {
    const result = await change();
    if (result.type === "ok") done(result.value);
    else tellProblem(asError(result.problem), `${name} was not changed`);
  };
  const ask = (close: () => void): ReactNode => (
    <ConfirmDialog
      title={`${label} ${name}?`}
      confirmLabel={`${label} ${title}`}
      isDangerous={!disabled}
      onClose={close}
      onConfirm={async () => {
        done(valueOf(await change()));
      }}
    >
      {isManaged && (
        <p>
          It is managed by <code className="mono">{by}</code>, whose next run may undo this.
        </p>
      )}
      {!disabled && breaks}
    </ConfirmDialog>
  );
  return {
    label,
    icon: disabled ? IconPlayerPlay : IconPlayerPause,
    onClick: () => {
      if (isAsked) show(ask);
      else void toggle();
    },
  };
}
