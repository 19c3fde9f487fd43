import type { ReactNode } from "react";
import classes from "./value-diff.module.css";

export interface FieldDiff {
  readonly name: string;
  /** Undefined where there was nothing to compare with. */
  readonly before?: unknown;
  readonly after: unknown;
}

/** What fields were and are. Read aloud it says "before" and "after"; nobody needs the colours. */
export function ValueDiff({ fields }: { readonly fields: readonly FieldDiff[] }): ReactNode {
  return (
    <dl className={classes["diff"]}>
      {fields.map(({ name, before, after }) => (
        <div key={name} className={classes["field"]}>
          <dt>{name}</dt>
          <dd>
            {before !== undefined && (
              <del className={classes["before"]}>
                <span className={classes["sign"]} role="img" aria-label="before">
                  −
                </span>
                {textOf(before)}
              </del>
            )}
            <ins className={classes["after"]}>
              <span className={classes["sign"]} role="img" aria-label="after">
                +
              </span>
              {textOf(after)}
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value, undefined, 1) ?? "nothing");
}
