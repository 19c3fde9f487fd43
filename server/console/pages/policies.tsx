import { Button } from "@mantine/core";
import { IconGavel, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { lazy, type ReactNode } from "react";
import { type ItemOf, queries, useEndless } from "../api/queries.ts";
import { DataTable } from "../parts/data-table.tsx";
import { DeleteDialog } from "../parts/delete-dialog.tsx";
import { EmptyState } from "../parts/empty-state.tsx";
import { Section } from "../parts/facts.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { ProjectFilter } from "../parts/project-filter.tsx";
import { SYSTEM } from "../parts/projects.ts";
import { type RowAction, RowMenu } from "../parts/row-menu.tsx";
import type { Column } from "../parts/table-columns.tsx";
import { useUrlFilters } from "../parts/url-filters.ts";
import { type Show, useDialog } from "../parts/use-dialog.tsx";
import { EffectivePolicy } from "./effective-policy.tsx";
import { PolicyValue } from "./policy-values.tsx";

const CreatePolicy = lazy(async () => ({ default: (await import("./policy-dialogs.tsx")).CreatePolicy }));
const EditPolicy = lazy(async () => ({ default: (await import("./policy-dialogs.tsx")).EditPolicy }));

type Policy = ItemOf<"policy.list">;

function columnsWith(onShow: (project: string) => void): readonly Column<Policy>[] {
  return [
    {
      key: "project",
      title: "Project",
      phone: "head",
      width: "18%",
      cell: ({ project }) => (
        <Button
          variant="transparent"
          size="compact-sm"
          p={0}
          mih={24}
          aria-label={`Show what is in force in ${project}`}
          onClick={() => {
            onShow(project);
          }}
        >
          {project}
        </Button>
      ),
    },
    {
      key: "lifetime",
      title: "Lifetime",
      cell: (row) => <PolicyValue rule="max_lifetime" value={row.max_lifetime} />,
    },
    {
      key: "never",
      title: "Ends",
      cell: ({ allow_never: isAllowed, max_lifetime: most }) => (
        <PolicyValue rule="allow_never" value={isAllowed && most === null} />
      ),
    },
    {
      key: "approval",
      title: "Approval",
      cell: (row) => <PolicyValue rule="require_approval" value={row.require_approval} />,
    },
    {
      key: "unused",
      title: "Unused tokens",
      cell: (row) => <PolicyValue rule="unused_after" value={row.unused_after} />,
    },
    {
      key: "managed",
      title: "Managed",
      width: "12%",
      phone: "hidden",
      cell: ({ managed_by: by }) => <ManagedBadge managedBy={by} />,
    },
  ];
}

/** What tokens have to comply with: what is in force in a project, and the policies it comes from. */
export function PoliciesPage(): ReactNode {
  const [filters, change] = useUrlFilters();
  const project = filters["project"] ?? SYSTEM;
  const list = useEndless("policy.list", {});
  const { dialog, show } = useDialog();
  const own = list.items.find((policy) => policy.project === project);
  const create = (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => {
        show((close) => <CreatePolicy project={own ? SYSTEM : project} onClose={close} />);
      }}
    >
      Create policy
    </Button>
  );
  const choose = (chosen: string | undefined): void => {
    change({ project: chosen });
  };
  return (
    <>
      <PageHeader
        title="Policies"
        about="What tokens of a project have to comply with. Of a project's policy and those above it the strictest value of each rule is in force."
      >
        {create}
      </PageHeader>
      <Section title={`In force in ${project}`} action={<ProjectFilter value={project} onChange={choose} />}>
        <EffectivePolicy project={project} />
      </Section>
      <DataTable
        label="Policies"
        list={list}
        columns={columnsWith(choose)}
        nameOf={({ project: of }) => `the policy of ${of}`}
        actions={(row) => (
          <RowMenu name={`the policy of ${row.project}`} actions={policyActions(row, show)} />
        )}
        empty={
          <EmptyState icon={IconGavel} title="No policies yet">
            <p>
              Without one, tokens last as long as their makers like. A policy caps that, forbids tokens
              without an end, asks for approval, or disables what nobody uses.
            </p>
            {create}
          </EmptyState>
        }
      />
      {dialog}
    </>
  );
}

function policyActions(policy: Policy, show: Show): readonly RowAction[] {
  const { id, project } = policy;
  return [
    {
      label: "Edit",
      icon: IconPencil,
      onClick: () => {
        show((close) => <EditPolicy id={id} project={project} onClose={close} />);
      },
    },
    {
      label: "Delete",
      icon: IconTrash,
      isDangerous: true,
      onClick: () => {
        show((close) => (
          <DeleteDialog
            noun="policy"
            title="policy"
            object={policy}
            name={`the policy of ${project}`}
            onClose={close}
            onDone={() => void queries.invalidateQueries({ queryKey: ["policy.effective"] })}
          >
            Tokens that it blocks work again at once, where no policy above blocks them too.
          </DeleteDialog>
        ));
      },
    },
  ];
}
