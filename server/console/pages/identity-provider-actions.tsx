import { IconPencil, IconTrash } from "@tabler/icons-react";
import { lazy } from "react";
import type { ItemOf } from "../api/queries.ts";
import { DeleteDialog } from "../parts/delete-dialog.tsx";
import type { RowAction } from "../parts/row-menu.tsx";
import { toggleDisabled } from "../parts/toggle-disabled.tsx";
import type { Show } from "../parts/use-dialog.tsx";

const EditIdentityProvider = lazy(async () => ({
  default: (await import("./identity-provider-dialogs.tsx")).EditIdentityProvider,
}));

export type IdentityProvider = ItemOf<"identity_provider.list">;

/** What can be done with an identity provider. */
export function providerActions(
  provider: IdentityProvider,
  show: Show,
  onDeleted?: () => void,
): readonly RowAction[] {
  const { id, name } = provider;
  return [
    {
      label: "Edit",
      icon: IconPencil,
      onClick: () => {
        show((close) => <EditIdentityProvider id={id} onClose={close} />);
      },
    },
    toggleDisabled("identity_provider", provider, { name, show }),
    {
      label: "Delete",
      icon: IconTrash,
      isDangerous: true,
      onClick: () => {
        show((close) => (
          <DeleteDialog
            noun="identity_provider"
            title="identity provider"
            object={provider}
            name={name}
            onClose={close}
            {...(onDeleted && { onDone: onDeleted })}
          >
            Whoever signed in through it is signed out at once and loses what their claims give. Their users
            and what is linked to them stay. Make sure that you can sign in otherwise.
          </DeleteDialog>
        ));
      },
    },
  ];
}
