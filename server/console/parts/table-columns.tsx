import { Checkbox, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconArrowsSort } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./data-table.module.css";

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  /** Of the table, for example `12%` or `7rem`; absent, what is left. */
  readonly width?: string;
  /** What to order a list by, where the server can; absent, it cannot. */
  readonly order?: string;
  /** On a phone: the head of the card, a line of it with its title, or left out; a line when absent. */
  readonly phone?: "head" | "line" | "hidden";
  readonly align?: "end";
}

export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly change: (ids: ReadonlySet<string>) => void;
}

export interface Sorting {
  /** As the server takes it: a field's name, followed by ` desc` for the other way round. */
  readonly order: string | undefined;
  readonly change: (order: string) => void;
}

export function cellProps<T>({ phone = "line", title, align }: Column<T>): {
  readonly className: string;
  readonly "data-phone": string;
  readonly "data-title": string;
  readonly "data-align"?: string;
} {
  return {
    className: classes["cell"] ?? "",
    "data-phone": phone,
    "data-title": title,
    ...(align && { "data-align": align }),
  };
}

export function TableHead<T extends { readonly id: string }>({
  columns,
  items,
  selection,
  sorting,
  hasActions,
}: {
  readonly columns: readonly Column<T>[];
  readonly items: readonly T[];
  readonly selection: Selection | undefined;
  readonly sorting: Sorting | undefined;
  readonly hasActions: boolean;
}): ReactNode {
  return (
    <thead role="rowgroup" className={classes["head"]}>
      <tr role="row" aria-rowindex={1}>
        {selection && (
          <th role="columnheader" scope="col" className={classes["check"]}>
            <SelectAll items={items} selection={selection} />
          </th>
        )}
        {columns.map((column) => (
          <ColumnHead key={column.key} column={column} sorting={sorting} />
        ))}
        {hasActions && (
          <th role="columnheader" scope="col" className={classes["actions"]}>
            <span className={classes["unseen"]}>Actions</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

function SelectAll<T extends { readonly id: string }>({
  items,
  selection,
}: {
  readonly items: readonly T[];
  readonly selection: Selection;
}): ReactNode {
  const count = items.filter(({ id }) => selection.ids.has(id)).length;
  const isAll = count > 0 && count === items.length;
  return (
    <Checkbox
      size="xs"
      aria-label="Select all rows that are loaded"
      checked={isAll}
      indeterminate={count > 0 && !isAll}
      onChange={() => {
        selection.change(new Set(isAll ? [] : items.map(({ id }) => id)));
      }}
    />
  );
}

function ColumnHead<T>({
  column,
  sorting,
}: {
  readonly column: Column<T>;
  readonly sorting: Sorting | undefined;
}): ReactNode {
  const { title, order, width, align } = column;
  const style = width === undefined ? {} : { width };
  if (order === undefined || !sorting) {
    return (
      <th role="columnheader" scope="col" style={style} data-align={align}>
        {title}
      </th>
    );
  }
  const isAscending = sorting.order === order;
  const isDescending = sorting.order === `${order} desc`;
  const Icon = isAscending ? IconArrowUp : isDescending ? IconArrowDown : IconArrowsSort;
  return (
    <th
      role="columnheader"
      scope="col"
      style={style}
      data-align={align}
      aria-sort={isAscending ? "ascending" : isDescending ? "descending" : "none"}
    >
      <UnstyledButton
        className={classes["sort"]}
        onClick={() => {
          sorting.change(isAscending ? `${order} desc` : order);
        }}
      >
        {title}
        <Icon size={13} stroke={1.8} aria-hidden data-active={isAscending || isDescending || undefined} />
      </UnstyledButton>
    </th>
  );
}
