import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { RowAction } from "./row-menu.tsx";

/** On an object's own page, what its row's menu has in a list. */
export function ActionButtons({ actions }: { readonly actions: readonly RowAction[] }): ReactNode {
  return actions.map(({ label, icon: Icon, onClick, isDangerous }) => (
    <Button
      key={label}
      size="xs"
      variant="default"
      leftSection={<Icon size={15} stroke={1.6} aria-hidden />}
      {...(isDangerous && { c: "var(--mantine-color-error)" })}
      onClick={onClick}
    >
      {label}
    </Button>
  ));
}
