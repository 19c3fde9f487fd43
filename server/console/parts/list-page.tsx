import { Button } from "@mantine/core";
import { IconPlus, IconSearchOff, type TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { type Filters, type ItemOf, type ListId, NEWEST, useEndless } from "../api/queries.ts";
import { DataTable } from "./data-table.tsx";
import { EmptyState } from "./empty-state.tsx";
import { PageHeader } from "./page-header.tsx";
import { ProjectFilter } from "./project-filter.tsx";
import { type RowAction, RowMenu } from "./row-menu.tsx";
import { SearchField } from "./search-field.tsx";
import type { Column } from "./table-columns.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useUrlFilters } from "./url-filters.ts";
import { type Show, useDialog } from "./use-dialog.tsx";

interface ListPageProps<Id extends ListId> {
  readonly list: Id;
  readonly title: string;
  readonly about: ReactNode;
  readonly icon: TablerIcon;
  readonly columns: readonly Column<ItemOf<Id>>[];
  readonly nameOf: (row: ItemOf<Id>) => string;
  /** What people narrow the list by: a project, or a text to search for. */
  readonly filters?: readonly ("project" | "search")[];
  /** Other parameters of the address that the list takes. */
  readonly taken?: readonly string[];
  /** The button that makes a new one. */
  readonly create?: {
    readonly label: string;
    readonly open: (show: Show, filters: Filters) => void;
  };
  readonly actionsOf?: (row: ItemOf<Id>, show: Show) => readonly RowAction[];
  readonly empty: { readonly title: string; readonly words: ReactNode };
}

/** A noun's page: what it is, its filters, its rows, and a button to make one. */
export function ListPage<Id extends ListId>(props: ListPageProps<Id>): ReactNode {
  const { title, about, icon, columns, nameOf, filters: offered = [], taken = [], actionsOf, empty } = props;
  const [filters, change] = useUrlFilters();
  const names = [...offered, ...taken];
  const given = Object.fromEntries(names.map((name) => [name, filters[name]]));
  const isNarrowed = Object.values(given).some((value) => value !== undefined && value !== "");
  const order = filters["order_by"] ?? NEWEST;
  const list = useEndless(props.list, { ...given, order_by: order });
  const { dialog, show } = useDialog();
  const create = props.create && (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => {
        props.create?.open(show, filters);
      }}
    >
      {props.create.label}
    </Button>
  );
  return (
    <>
      <PageHeader title={title} about={about}>
        {create}
      </PageHeader>
      {offered.length > 0 && (
        <Toolbar>
          {offered.map((name) =>
            name === "project" ? (
              <ProjectFilter
                key={name}
                value={filters["project"]}
                onChange={(project) => {
                  change({ project });
                }}
              />
            ) : (
              <SearchField
                key={name}
                label="Search"
                value={filters["search"]}
                onChange={(text) => {
                  change({ search: text === "" ? undefined : text });
                }}
              />
            ),
          )}
        </Toolbar>
      )}
      <DataTable<ItemOf<Id> & { readonly id: string }>
        label={title}
        // Every item of a list has an id.
        list={list as never}
        columns={columns}
        nameOf={nameOf}
        sorting={{
          order,
          change: (asked) => {
            change({ order_by: asked });
          },
        }}
        {...(actionsOf && {
          actions: (row: ItemOf<Id>) => <RowMenu name={nameOf(row)} actions={actionsOf(row, show)} />,
        })}
        empty={
          isNarrowed ? (
            <EmptyState icon={IconSearchOff} title="Nothing matches">
              <Button
                variant="default"
                onClick={() => {
                  change(Object.fromEntries(names.map((name) => [name, undefined])));
                }}
              >
                Show all
              </Button>
            </EmptyState>
          ) : (
            <EmptyState icon={icon} title={empty.title}>
              <p>{empty.words}</p>
              {create}
            </EmptyState>
          )
        }
      />
      {dialog}
    </>
  );
}
