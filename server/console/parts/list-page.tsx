import { Button } from "@mantine/core";
import { IconPlus, type TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { type Filters, type ItemOf, type ListId, useEndless } from "../api/queries.ts";
import { DataTable } from "./data-table.tsx";
import { EmptyState } from "./empty-state.tsx";
import { PageHeader } from "./page-header.tsx";
import { ProjectFilter } from "./project-filter.tsx";
import { type RowAction, RowMenu } from "./row-menu.tsx";
import { SearchField } from "./search-field.tsx";
import type { Column } from "./table-columns.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useUrlFilters } from "./url-filters.ts";
import { useDialog } from "./use-dialog.tsx";

type Show = ReturnType<typeof useDialog>["show"];

interface ListPageProps<Id extends ListId> {
  readonly list: Id;
  readonly title: string;
  readonly about: ReactNode;
  readonly icon: TablerIcon;
  readonly columns: readonly Column<ItemOf<Id>>[];
  readonly nameOf: (row: ItemOf<Id>) => string;
  /** What narrows the list, besides what the address has: `project`, or a `text` that is searched for. */
  readonly filters?: readonly ("project" | "text" | "name")[];
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

const hints = { text: "Search name or e-mail", name: "Find by exact name" } as const;

/** A noun's page: what it is, its filters, its rows, and a button to make one. */
export function ListPage<Id extends ListId>(props: ListPageProps<Id>): ReactNode {
  const { title, about, icon, columns, nameOf, filters: offered = [], taken = [], actionsOf, empty } = props;
  const [filters, change] = useUrlFilters();
  const given = Object.fromEntries([...offered, ...taken].map((name) => [name, filters[name]]));
  const list = useEndless(props.list, given);
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
                label={hints[name]}
                value={filters[name]}
                onChange={(text) => {
                  change({ [name]: text === "" ? undefined : text });
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
        {...(actionsOf && {
          actions: (row: ItemOf<Id>) => <RowMenu name={nameOf(row)} actions={actionsOf(row, show)} />,
        })}
        empty={
          <EmptyState icon={icon} title={empty.title}>
            <p>{empty.words}</p>
            {create}
          </EmptyState>
        }
      />
      {dialog}
    </>
  );
}
