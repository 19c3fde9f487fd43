import { Checkbox, TextInput } from "@mantine/core";
import { Fragment, type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import type { Access } from "../../contract/permission.ts";
import { isTicked, type MatrixType, stateOf, type Ticks, toggleAction, toggleAll } from "./matrix-model.ts";
import classes from "./rules-matrix.module.css";

interface MatrixProps {
  readonly types: readonly MatrixType[];
  readonly ticks: Ticks;
  /** Absent, it only shows. */
  readonly onChange?: ((type: string, actions: ReadonlySet<string>) => void) | undefined;
  /** Whether the reader may give that action, `@read` or `@write` of a type. */
  readonly mayGive: (type: MatrixType, action: string) => boolean;
}

const none: ReadonlySet<string> = new Set();
const columns = [
  { access: "read", title: "Read" },
  { access: "write", title: "Write" },
] as const;

/** Resource types by area, and of each what may be read and written. The arrow keys go from box to box. */
export function RulesMatrix(props: MatrixProps): ReactNode {
  const [text, setText] = useState("");
  const areas = useMemo(() => {
    const shown = props.types.filter(({ name, area }) =>
      `${name} ${area}`.toLowerCase().includes(text.toLowerCase()),
    );
    return Map.groupBy(shown, ({ area }) => area);
  }, [props.types, text]);
  return (
    <>
      <TextInput
        type="search"
        size="xs"
        mb="xs"
        maw={280}
        aria-label="Show only types with this in their name or area"
        placeholder="Filter types"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      <table className={classes["matrix"]} onKeyDown={moveFocus}>
        <caption className={classes["unseen"]}>What is allowed, by resource type</caption>
        <thead>
          <tr>
            <th scope="col">Resource type</th>
            {columns.map(({ access, title }) => (
              <th scope="col" key={access}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {[...areas].map(([area, types]) => (
          <tbody key={area}>
            <tr>
              <th scope="rowgroup" colSpan={3} className={classes["area"]}>
                {area}
              </th>
            </tr>
            {types.map((type) => (
              <TypeRow key={type.name} {...props} type={type} ticked={props.ticks.get(type.name) ?? none} />
            ))}
          </tbody>
        ))}
      </table>
    </>
  );
}

interface RowProps extends MatrixProps {
  readonly type: MatrixType;
  readonly ticked: ReadonlySet<string>;
}

function TypeRow(props: RowProps): ReactNode {
  const { type } = props;
  return (
    <tr className={classes["row"]}>
      <th scope="row">
        <span className="mono">{type.name}</span>
        {type.about !== undefined && <span className={classes["about"]}>{type.about}</span>}
      </th>
      {columns.map(({ access, title }) => (
        <td key={access} data-title={title}>
          <AccessCell {...props} access={access} />
        </td>
      ))}
    </tr>
  );
}

function AccessCell({
  type,
  ticked,
  access,
  onChange,
  mayGive,
}: RowProps & { readonly access: Access }): ReactNode {
  const actions = type.actions.filter((action) => action.access === access);
  if (actions.length === 0 && type.actions.length > 0) return null;
  const state = stateOf(type, ticked, access);
  const isFixed = (isOn: boolean, action: string): boolean =>
    onChange === undefined || (!isOn && !mayGive(type, action));
  return (
    <div className={classes["boxes"]}>
      <Checkbox
        size="xs"
        label={<strong>all</strong>}
        aria-label={`${type.name}: all that ${access === "read" ? "reads" : "writes"}, future actions too`}
        checked={state === "all"}
        indeterminate={state === "some"}
        disabled={isFixed(state !== "none", `@${access}`)}
        onChange={() => onChange?.(type.name, toggleAll(type, ticked, access))}
      />
      {actions.map((action) => (
        <Fragment key={action.name}>
          <Checkbox
            size="xs"
            label={action.name}
            aria-label={`${type.name}: ${action.name}`}
            checked={isTicked(ticked, action)}
            disabled={isFixed(isTicked(ticked, action), action.name)}
            onChange={() => onChange?.(type.name, toggleAction(type, ticked, action))}
          />
        </Fragment>
      ))}
    </div>
  );
}

const steps: Readonly<Record<string, readonly [row: number, box: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function moveFocus(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key];
  if (!step || !(event.target instanceof HTMLInputElement)) return;
  const rows = [...event.currentTarget.rows]
    .map((row) => [...row.querySelectorAll<HTMLInputElement>("input:not(:disabled)")])
    .filter((boxes) => boxes.length > 0);
  const at = rows.findIndex((boxes) => boxes.includes(event.target as HTMLInputElement));
  const boxes = rows[at + step[0]] ?? [];
  const from = rows[at]?.indexOf(event.target) ?? 0;
  const next = boxes[Math.min(from + step[1], boxes.length - 1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
