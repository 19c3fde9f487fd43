import { Stack, Text, Title } from "@mantine/core";
import type { TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./empty-state.module.css";

/** Where there is nothing: why, what it would be, and how one makes the first. */
export function EmptyState({
  icon: Icon,
  title,
  children,
}: {
  readonly icon: TablerIcon;
  readonly title: string;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <Stack className={classes["empty"]} align="center" gap="xs">
      <Icon size={36} stroke={1.2} aria-hidden className={classes["icon"] ?? ""} />
      <Title order={2}>{title}</Title>
      <Text size="sm" c="dimmed" component="div" className={classes["words"] ?? ""}>
        {children}
      </Text>
    </Stack>
  );
}
