import { IconFileCode, IconListCheck, IconTrash } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, type ReactNode } from "react";
import { ActorName } from "../../parts/actor-name.tsx";
import { ListPage } from "../../parts/list-page.tsx";
import type { Column } from "../../parts/table-columns.tsx";
import { When } from "../../parts/when.tsx";
import { type Declaration, DriftBadge } from "./drift-badge.tsx";

const DeleteDeclaration = lazy(async () => ({
  default: (await import("./delete-declaration.tsx")).DeleteDeclaration,
}));

const columns: readonly Column<Declaration>[] = [
  {
    key: "name",
    title: "Name",
    phone: "head",
    width: "22%",
    cell: ({ id, name }) => (
      <strong>
        <Link to="/declarations/$id" params={{ id }}>
          {name}
        </Link>
      </strong>
    ),
  },
  { key: "project", title: "Project", cell: ({ project }) => project },
  { key: "objects", title: "Objects", width: "6rem", cell: ({ objects }) => objects.toLocaleString("en") },
  {
    key: "drift",
    title: "Drift",
    width: "9rem",
    cell: (declaration) => <DriftBadge declaration={declaration} />,
  },
  { key: "applied", title: "Applied", width: "9rem", cell: ({ updated_at: at }) => <When at={at} /> },
  { key: "by", title: "By", width: "22%", cell: ({ applied_by: by }) => <ActorName id={by} /> },
];

export function DeclarationsPage(): ReactNode {
  const navigate = useNavigate();
  const plan = (search: Readonly<Record<string, string | undefined>>): void => {
    void navigate({ to: "/plan-declaration", search });
  };
  return (
    <ListPage
      list="declaration.list"
      title="Declarations"
      about="Sets of objects in YAML that were applied as one: what each made, and what somebody changed by hand since."
      icon={IconFileCode}
      columns={columns}
      nameOf={({ name }) => name}
      filters={["project", "search"]}
      create={{
        label: "Plan a declaration",
        open: (_, { project }) => {
          plan({ project });
        },
      }}
      actionsOf={(row, show) => [
        {
          label: "Plan and apply again",
          icon: IconListCheck,
          onClick: () => {
            plan({ project: row.project, name: row.name });
          },
        },
        {
          label: "Delete",
          icon: IconTrash,
          isDangerous: true,
          onClick: () => {
            show((close) => <DeleteDeclaration declaration={row} onClose={close} />);
          },
        },
      ]}
      empty={{
        title: "No declarations yet",
        words:
          "Write down in YAML what there should be, keep it in a repository, and apply it from here, by the CLI or in CI. What is no longer written there is found, and what was changed by hand is told.",
      }}
    />
  );
}
