import {
  IconArrowsExchange,
  IconBan,
  IconChecks,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconTrash,
} from "@tabler/icons-react";
import { lazy, type ReactNode } from "react";
import { client } from "../api/client.ts";
import { showChanged } from "../api/queries.ts";
import { asError, valueOf } from "../api/refusal.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { DeleteDialog } from "../parts/delete-dialog.tsx";
import { isDeclaredElsewhere } from "../parts/managed-badge.tsx";
import type { RowAction } from "../parts/row-menu.tsx";
import { tell, tellProblem } from "../parts/toast.ts";
import type { Token } from "../parts/token-badges.tsx";
import type { Show } from "../parts/use-dialog.tsx";
import { When } from "../parts/when.tsx";

// Forms bring the contract's schemas with them, which lists do without.
const RotateToken = lazy(async () => ({ default: (await import("./rotate-token.tsx")).RotateToken }));
const TransferToken = lazy(async () => ({
  default: (await import("./transfer-token.tsx")).TransferToken,
}));
const EditToken = lazy(async () => ({ default: (await import("./edit-token.tsx")).EditToken }));

/** What can be done with a token in the state it is in. */
export function tokenActions(token: Token, show: Show, onDeleted?: () => void): readonly RowAction[] {
  const { state } = token;
  const edit: RowAction = {
    label: "Edit",
    icon: IconPencil,
    onClick: () => {
      show((close) => <EditToken token={token} onClose={close} />);
    },
  };
  const rotate: RowAction = {
    label: "Rotate or regenerate",
    icon: IconRefresh,
    onClick: () => {
      show((close) => <RotateToken token={token} onClose={close} />);
    },
  };
  const transfer: RowAction = {
    label: "Transfer",
    icon: IconArrowsExchange,
    onClick: () => {
      show((close) => <TransferToken token={token} onClose={close} />);
    },
  };
  const approve: RowAction = {
    label: "Approve",
    icon: IconChecks,
    onClick: () => void approveToken(token),
  };
  const isLive = state !== "revoked";
  return [
    ...(state === "pending" ? [approve] : []),
    ...(isLive && !token.session ? [edit, rotate, transfer] : []),
    ...(isLive ? [token.disabled ? enabling(token) : disabling(token, show), revoking(token, show)] : []),
    deleting(token, show, onDeleted),
  ];
}

/** Approves the token as it is now, which the reader sees; the server refuses when it has been changed since. */
async function approveToken({ id, name }: Token): Promise<void> {
  const seen = await client.call("token.get", { id });
  const result =
    seen.type === "problem"
      ? seen
      : await client.call("token.approve", { id, body: { etag: seen.etag ?? "" } });
  if (result.type === "problem") {
    tellProblem(asError(result.problem), `${name} was not approved`);
    return;
  }
  showChanged("token", result.value);
  tell(`${name} is approved and works from now on.`);
}

function enabling({ id, name }: Token): RowAction {
  const enable = async (): Promise<void> => {
    const result = await client.call("token.enable", { id });
    if (result.type === "problem") {
      tellProblem(asError(result.problem), `${name} was not enabled`);
      return;
    }
    showChanged("token", result.value);
    tell(`${name} is enabled.`);
  };
  return { label: "Enable", icon: IconPlayerPlay, onClick: () => void enable() };
}

/** By whom a token was last used, which is who will feel it. */
function LastUse({ token }: { readonly token: Token }): ReactNode {
  return (
    <p>
      {token.last_used_at === null ? (
        "It has not been used so far."
      ) : (
        <>
          It was last used <When at={token.last_used_at} /> from {token.last_used_ip ?? "an unknown address"}
          {token.last_used_by !== null && ` by ${token.last_used_by}`}.
        </>
      )}
      {isDeclaredElsewhere(token.managed_by) && ` It is declared elsewhere (${token.managed_by}).`}
    </p>
  );
}

function disabling(token: Token, show: Show): RowAction {
  const { id, name } = token;
  const dialog = (close: () => void): ReactNode => (
    <ConfirmDialog
      title={`Disable ${name}?`}
      confirmLabel="Disable token"
      onClose={close}
      onConfirm={async () => {
        showChanged("token", valueOf(await client.call("token.disable", { id })));
        tell(`${name} is disabled.`);
      }}
    >
      <p>Whatever uses it is refused from the next request on, until somebody enables it again.</p>
      <LastUse token={token} />
    </ConfirmDialog>
  );
  return {
    label: "Disable",
    icon: IconPlayerPause,
    onClick: () => {
      show(dialog);
    },
  };
}

function revoking(token: Token, show: Show): RowAction {
  const { id, name } = token;
  const dialog = (close: () => void): ReactNode => (
    <ConfirmDialog
      title={`Revoke ${name}?`}
      confirmLabel="Revoke token"
      onClose={close}
      onConfirm={async () => {
        showChanged("token", valueOf(await client.call("token.revoke", { id })));
        tell(`${name} is revoked.`);
      }}
    >
      <p>Whatever uses it is refused from the next request on. It cannot be undone: a new token is needed.</p>
      <LastUse token={token} />
    </ConfirmDialog>
  );
  return {
    label: "Revoke",
    icon: IconBan,
    isDangerous: true,
    onClick: () => {
      show(dialog);
    },
  };
}

function deleting(token: Token, show: Show, onDeleted?: () => void): RowAction {
  return {
    label: "Delete",
    icon: IconTrash,
    isDangerous: true,
    onClick: () => {
      show((close) => (
        <DeleteDialog
          noun="token"
          title="token"
          object={token}
          name={token.name}
          onClose={close}
          {...(onDeleted && { onDone: onDeleted })}
        >
          <p>It is refused from the next request on and leaves this list; the audit keeps what it did.</p>
          <LastUse token={token} />
        </DeleteDialog>
      ));
    },
  };
}
