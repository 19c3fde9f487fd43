import { Group } from "@mantine/core";
import type { ReactNode } from "react";

/** Above a table: its search and filters. */
export function Toolbar({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Group gap="xs" mb="sm" role="search">
      {children}
    </Group>
  );
}
