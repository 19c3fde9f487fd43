import { Button, Skeleton } from "@mantine/core";
import { IconListCheck, IconTrash } from "@tabler/icons-react";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { lazy, type ReactNode } from "react";
import { useEndless, useRead } from "../../api/queries.ts";
import { ActionButtons } from "../../parts/action-buttons.tsx";
import { ActorName } from "../../parts/actor-name.tsx";
import { ErrorState } from "../../parts/error-state.tsx";
import { Facts, Line, Lines, NoLines, Section } from "../../parts/facts.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageSkeleton } from "../../parts/page-skeleton.tsx";
import { useDialog } from "../../parts/use-dialog.tsx";
import { Instant, When } from "../../parts/when.tsx";
import { counted } from "../../parts/words.ts";
import type { Declaration } from "./drift-badge.tsx";
import { PlanChanges } from "./plan-changes.tsx";

const DeleteDeclaration = lazy(async () => ({
  default: (await import("./delete-declaration.tsx")).DeleteDeclaration,
}));

/** One declaration: what it looks after, what is other than it says, and who applied it when. */
export function DeclarationPage(): ReactNode {
  const { id = "" } = useParams({ strict: false });
  const { data: declaration, error, refetch } = useRead("declaration.get", { id });
  const { dialog, show } = useDialog();
  const navigate = useNavigate();
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!declaration) return <PageSkeleton />;
  const { name, project } = declaration;
  const plan = {
    label: "Plan and apply again",
    icon: IconListCheck,
    onClick: () => void navigate({ to: "/plan-declaration", search: { project, name } }),
  };
  const remove = {
    label: "Delete",
    icon: IconTrash,
    isDangerous: true,
    onClick: () => {
      show((close) => (
        <DeleteDeclaration
          declaration={declaration}
          onClose={close}
          onDone={() => void navigate({ to: "/declarations" })}
        />
      ));
    },
  };
  return (
    <>
      <PageHeader title={name} about="A set of objects that was applied as one.">
        <ActionButtons actions={[plan, remove]} />
      </PageHeader>
      <Facts
        facts={[
          ["Project", project],
          ["Objects", declaration.objects.toLocaleString("en")],
          ["Applied last", <Instant key="last" at={declaration.updated_at} />],
          ["By", <ActorName key="by" id={declaration.applied_by} />],
          ["Applied first", <Instant key="first" at={declaration.created_at} />],
          ["By whom first", <ActorName key="first-by" id={declaration.created_by} />],
        ]}
      />
      <Drift id={id} />
      <Owned declaration={declaration} />
      <Applications id={id} />
      {dialog}
    </>
  );
}

/** What somebody changed by hand, as what would bring it back. */
function Drift({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch, isFetching } = useRead("declaration.drift", { id });
  const count = data?.changes.length ?? 0;
  return (
    <Section
      title="Drift"
      action={
        <Button size="xs" variant="default" loading={isFetching} onClick={() => void refetch()}>
          Compare again
        </Button>
      }
    >
      {error && <ErrorState error={error} />}
      {!data && !error && <Skeleton height={40} m="sm" aria-busy="true" />}
      {data && count === 0 && <NoLines>Everything is as it was applied.</NoLines>}
      {data && count > 0 && (
        <>
          <NoLines>
            {counted(count, "object")} {count === 1 ? "is" : "are"} not as applied. Applying the declaration
            again would do this:
          </NoLines>
          <PlanChanges changes={data.changes} />
        </>
      )}
    </Section>
  );
}

/** What it has made and looks after: what a plan of nothing would leave. */
function Owned({ declaration: { name, project } }: { readonly declaration: Declaration }): ReactNode {
  const { data, error } = useRead("declaration.plan", { name, body: { project, documents: [] } });
  const kinds = Map.groupBy(data?.left ?? [], ({ kind }) => kind);
  return (
    <Section title="What it looks after">
      {error && <ErrorState error={error} />}
      {!data && !error && <Skeleton height={40} m="sm" aria-busy="true" />}
      {data?.left.length === 0 && <NoLines>Nothing that you may see.</NoLines>}
      <Lines>
        {[...kinds].map(([kind, objects]) => (
          <Line key={kind}>
            <strong>{counted(objects.length, kind.replaceAll("_", " "))}</strong>
            {objects.map(({ id, reference }) => (
              <span key={id} className="mono" title={id}>
                {reference}
              </span>
            ))}
          </Line>
        ))}
      </Lines>
    </Section>
  );
}

function Applications({ id }: { readonly id: string }): ReactNode {
  const list = useEndless("audit_event.list", { target_id: id });
  return (
    <Section
      title="History"
      action={
        <Link to="/audit" search={{ target_id: id }}>
          In the audit
        </Link>
      }
    >
      {list.error && <ErrorState error={list.error} />}
      <Lines>
        {list.items.map(({ id: event, time, action, actor }) => (
          <Line key={event}>
            <span className="mono">{action}</span>
            <When at={time} />
            <span>
              by <ActorName id={actor.id} />
            </span>
          </Line>
        ))}
      </Lines>
      {list.isMore && (
        <Button size="xs" variant="subtle" m="xs" loading={list.isFetchingMore} onClick={list.fetchMore}>
          Show more
        </Button>
      )}
    </Section>
  );
}
