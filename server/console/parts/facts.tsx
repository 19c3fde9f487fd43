import { Paper, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./facts.module.css";

/** What is known of one object, each with its name. */
export function Facts({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }): ReactNode {
  return (
    <dl className={classes["facts"]}>
      {facts.map(([name, value]) => (
        <div key={name} className={classes["fact"]}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A part of an object's page, with what can be done in it beside its title. */
export function Section({
  title,
  action,
  children,
}: {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Paper component="section" className={classes["section"] ?? ""} aria-label={title} withBorder>
      <header className={classes["header"]}>
        <Title order={2}>{title}</Title>
        {action}
      </header>
      {children}
    </Paper>
  );
}

/** Rows of a section: what, and at the end what can be done. */
export function Lines({ children }: { readonly children: ReactNode }): ReactNode {
  return <ul className={classes["lines"]}>{children}</ul>;
}

export function Line({
  children,
  end,
}: {
  readonly children: ReactNode;
  readonly end?: ReactNode;
}): ReactNode {
  return (
    <li className={classes["line"]}>
      <div className={classes["words"]}>{children}</div>
      {end}
    </li>
  );
}

/** In place of rows. */
export function NoLines({ children }: { readonly children: ReactNode }): ReactNode {
  return <p className={classes["none"]}>{children}</p>;
}
