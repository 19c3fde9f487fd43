import { Checkbox, Loader, Skeleton } from "@mantine/core";
import { CatchBoundary } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { EndlessList } from "../api/queries.ts";
import { type Column, cellProps, type Selection, TableHead, type Sorting } from "./table-columns.tsx";
import classes from "./data-table.module.css";
import { ErrorState } from "./error-state.tsx";

interface DataTableProps<T> {
  /** What the rows are, for screen readers: "Tokens". */
  readonly label: string;
  readonly list: EndlessList<T>;
  readonly columns: readonly Column<T>[];
  /** What a row is called where its check box or menu is: its name. */
  readonly nameOf: (row: T) => string;
  /** Buttons at the end of a row. */
  readonly actions?: (row: T) => ReactNode;
  /** Instead of rows, where there are none. */
  readonly empty: ReactNode;
  readonly selection?: Selection;
  readonly sorting?: Sorting;
}

const ROW_HEIGHT = 41;
/** Rows beyond the last that is seen, at which the next page is fetched. */
const AHEAD = 30;

/**
 * A list of any length: only the rows that are seen are in the page, and more are fetched as somebody scrolls towards
 * the end. On a phone each row is a card.
 */
export function DataTable<T extends { readonly id: string }>(props: DataTableProps<T>): ReactNode {
  const { label, list, columns, empty, selection, sorting } = props;
  if (list.error && list.items.length === 0) return <ErrorState error={list.error} retry={list.retry} />;
  if (!list.isPending && list.items.length === 0) return <div className={classes["frame"]}>{empty}</div>;
  return (
    <div className={classes["frame"]}>
      <table
        className={classes["table"]}
        role="table"
        aria-label={label}
        aria-busy={list.isPending}
        aria-rowcount={list.isMore ? -1 : list.items.length + 1}
      >
        <TableHead
          columns={columns}
          items={list.items}
          selection={selection}
          sorting={sorting}
          hasActions={props.actions !== undefined}
        />
        {list.isPending ? <SkeletonRows columns={columns} isSelectable={!!selection} /> : <Rows {...props} />}
      </table>
      {list.isFetchingMore && (
        <div className={classes["more"]} role="status">
          <Loader size="xs" /> Loading more
        </div>
      )}
      {list.error && <ErrorState error={list.error} retry={list.retry} />}
    </div>
  );
}

function Rows<T extends { readonly id: string }>(props: DataTableProps<T>): ReactNode {
  const { list, columns, selection, actions } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  // What stands above the table may change its height: messages, filters that wrap.
  useLayoutEffect(() => {
    setTop((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, [list.items.length]);
  const virtualizer = useWindowVirtualizer({
    count: list.items.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: top,
    getItemKey: (index) => list.items[index]?.id ?? index,
  });
  const shown = virtualizer.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { fetchMore, isMore, isFetchingMore } = list;
  const isNearEnd = isMore && !isFetchingMore && last >= list.items.length - AHEAD;
  useEffect(() => {
    if (isNearEnd) fetchMore();
  }, [isNearEnd, fetchMore]);
  const width = columns.length + (selection ? 1 : 0) + (actions ? 1 : 0);
  const before = (shown[0]?.start ?? top) - top;
  const after = virtualizer.getTotalSize() - ((shown.at(-1)?.end ?? top) - top);
  return (
    <tbody ref={body} role="rowgroup">
      <Spacer height={before} width={width} />
      {shown.map(({ index, key }) => {
        const row = list.items[index];
        return (
          row && <Row {...props} key={key} row={row} index={index} measure={virtualizer.measureElement} />
        );
      })}
      <Spacer height={after} width={width} />
    </tbody>
  );
}

function Spacer({ height, width }: { readonly height: number; readonly width: number }): ReactNode {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className={classes["spacer"]} style={{ height }}>
      <td colSpan={width} />
    </tr>
  );
}

interface RowProps<T> extends DataTableProps<T> {
  readonly row: T;
  readonly index: number;
  readonly measure: (element: Element | null) => void;
}

function Row<T extends { readonly id: string }>(props: RowProps<T>): ReactNode {
  const { row, index, measure, selection, nameOf } = props;
  const isSelected = selection?.ids.has(row.id) ?? false;
  const toggle = (): void => {
    const ids = new Set(selection?.ids);
    if (!ids.delete(row.id)) ids.add(row.id);
    selection?.change(ids);
  };
  return (
    <tr
      role="row"
      ref={measure}
      data-index={index}
      data-selected={isSelected || undefined}
      aria-rowindex={index + 2}
      className={classes["row"]}
    >
      {selection && (
        <td role="cell" className={classes["check"]}>
          <Checkbox size="xs" checked={isSelected} onChange={toggle} aria-label={`Select ${nameOf(row)}`} />
        </td>
      )}
      {/* One row that cannot be shown must not hide all others. */}
      <CatchBoundary getResetKey={() => row.id} errorComponent={() => <BrokenCells {...props} />}>
        <Cells {...props} />
      </CatchBoundary>
    </tr>
  );
}

function Cells<T>({ row, columns, actions }: RowProps<T>): ReactNode {
  return (
    <>
      {columns.map((column) => (
        <td role="cell" key={column.key} {...cellProps(column)}>
          {column.cell(row)}
        </td>
      ))}
      {actions && (
        <td role="cell" className={classes["actions"]}>
          {actions(row)}
        </td>
      )}
    </>
  );
}

function BrokenCells<T extends { readonly id: string }>({ row, columns, actions }: RowProps<T>): ReactNode {
  return (
    <td role="cell" colSpan={columns.length + (actions ? 1 : 0)} className={classes["broken"]}>
      <span className="mono">{row.id}</span> cannot be shown
    </td>
  );
}

function SkeletonRows<T>({
  columns,
  isSelectable,
}: {
  readonly columns: readonly Column<T>[];
  readonly isSelectable: boolean;
}): ReactNode {
  return (
    <tbody>
      {Array.from({ length: 8 }, (_, row) => (
        <tr key={row} className={classes["row"]} aria-hidden="true">
          {isSelectable && <td className={classes["check"]} />}
          {columns.map((column, index) => (
            <td key={column.key} {...cellProps(column)}>
              <Skeleton height={12} width={`${String(45 + ((row * 17 + index * 29) % 45))}%`} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
