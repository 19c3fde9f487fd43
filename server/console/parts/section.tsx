import { Group, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./section.module.css";

/** A part of a page in a frame of its own, with a heading. */
export function Section({
  title,
  more,
  children,
}: {
  readonly title: string;
  /** At the end of the heading's line: a link to all of it. */
  readonly more?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className={classes["section"]} aria-label={title}>
      <Group justify="space-between" mb={6} wrap="nowrap">
        <Title order={2}>{title}</Title>
        {more}
      </Group>
      {children}
    </section>
  );
}
