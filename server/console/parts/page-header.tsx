import { Group, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import classes from "./page-header.module.css";

/** What a page is, and what can be done on it. It also names the browser's tab. */
export function PageHeader({
  title,
  about,
  children,
}: {
  readonly title: string;
  /** A sentence for whoever sees the page for the first time. */
  readonly about?: ReactNode;
  /** Buttons, the most used one last. */
  readonly children?: ReactNode;
}): ReactNode {
  useEffect(() => {
    document.title = `${title} - Jeton`;
  }, [title]);
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <div className={classes["words"]}>
        <Title order={1}>{title}</Title>
        {about !== undefined && (
          <Text size="sm" c="dimmed" component="div" mt={2}>
            {about}
          </Text>
        )}
      </div>
      {children !== undefined && <Group gap="xs">{children}</Group>}
    </Group>
  );
}
