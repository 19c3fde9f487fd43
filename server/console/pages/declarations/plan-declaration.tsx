import { Autocomplete, Button, Checkbox, NumberInput, TextInput } from "@mantine/core";
import { IconListCheck } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import type { Reply } from "../../../contract/operations.ts";
import { queries } from "../../api/queries.ts";
import { ErrorState } from "../../parts/error-state.tsx";
import { Section } from "../../parts/facts.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { useProjectNames } from "../../parts/project-names.ts";
import { SYSTEM } from "../../parts/projects.ts";
import { SecretDialog } from "../../parts/secret-dialog.tsx";
import { tell } from "../../parts/toast.ts";
import { useUrlFilters } from "../../parts/url-filters.ts";
import { useDialog } from "../../parts/use-dialog.tsx";
import { DeclaredFiles, FileProblems } from "./declared-files.tsx";
import { PlanView } from "./plan-view.tsx";
import classes from "./plan-declaration.module.css";
import { type Asked, planFiles } from "./planning.ts";

type Outcome = Awaited<ReturnType<typeof planFiles>>;
type Applied = Reply<"declaration.apply">;

/** A declaration is pasted or uploaded, planned, looked at, and applied as it was planned. */
export function PlanDeclarationPage(): ReactNode {
  const [{ name = "", project = SYSTEM }] = useUrlFilters();
  const [asked, setAsked] = useState<Asked>({
    name,
    project,
    files: [],
    prune: false,
    prune_limit: null,
    adopt: false,
    force: false,
  });
  const [outcome, setOutcome] = useState<Outcome>();
  const [isBusy, setBusy] = useState(false);
  const [applied, setApplied] = useState<Applied>();
  const { dialog, show } = useDialog();
  const navigate = useNavigate();
  const change = (changed: Partial<Asked>): void => {
    setAsked((before) => ({ ...before, ...changed }));
    // What was planned is no longer what would be applied.
    setOutcome(undefined);
  };
  const plan = async (): Promise<void> => {
    setBusy(true);
    setOutcome(await planFiles(asked));
    setBusy(false);
  };
  const leave = (id: string): void => {
    void navigate({ to: "/declarations/$id", params: { id } });
  };
  const done = (reply: Applied): void => {
    // Objects of any kind are others now: what was read is read again when it is looked at.
    void queries.invalidateQueries({ refetchType: "none" });
    queries.removeQueries({ predicate: ({ queryKey: [id] }) => String(id).endsWith(".list") });
    tell(`The declaration ${asked.name} is applied.`);
    if (reply.secrets.some(({ secret }) => secret !== undefined)) setApplied(reply);
    else leave(reply.declaration.id);
  };
  return (
    <>
      <PageHeader
        title="Plan a declaration"
        about="Nothing changes until you apply the plan, and then all of it at once or nothing."
      />
      <Section title="Declaration">
        <PlanForm asked={asked} change={change} isBusy={isBusy} onPlan={() => void plan()} />
      </Section>
      {outcome?.type === "problems" && <FileProblems problems={outcome.problems} />}
      {outcome?.type === "refused" && <ErrorState error={outcome.error} />}
      {outcome?.type === "planned" && <PlanView planned={outcome.planned} show={show} onApplied={done} />}
      {dialog}
      {applied && (
        <NewSecrets
          secrets={applied.secrets}
          onClose={() => {
            setApplied(undefined);
            leave(applied.declaration.id);
          }}
        />
      )}
    </>
  );
}

function PlanForm({
  asked,
  change,
  isBusy,
  onPlan,
}: {
  readonly asked: Asked;
  readonly change: (changed: Partial<Asked>) => void;
  readonly isBusy: boolean;
  readonly onPlan: () => void;
}): ReactNode {
  const { names, onSearchChange } = useProjectNames(asked.project);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onPlan();
  };
  return (
    <form className={classes["form"]} onSubmit={submit}>
      <div className={classes["two"]}>
        <TextInput
          label="Name"
          description="What it made before and no longer has is known by it."
          value={asked.name}
          required
          autoComplete="off"
          onChange={(event) => {
            change({ name: event.currentTarget.value });
          }}
        />
        <Autocomplete
          label="Project"
          description="It touches nothing outside it."
          data={[...names]}
          value={asked.project}
          required
          onChange={(project) => {
            change({ project });
            onSearchChange(project);
          }}
        />
      </div>
      <DeclaredFiles
        files={asked.files}
        onChange={(files) => {
          change({ files });
        }}
      />
      <Flags asked={asked} change={change} />
      <div>
        <Button type="submit" loading={isBusy} leftSection={<IconListCheck size={16} />}>
          Plan
        </Button>
      </div>
    </form>
  );
}

const flags = [
  [
    "prune",
    "Delete what is no longer declared",
    "Of what this declaration made; nothing else is ever deleted.",
  ],
  ["adopt", "Take over objects that others manage", "From then on they are this declaration's."],
  ["force", "Change objects that others manage", "They stay theirs, whose next run may undo it."],
] as const;

function Flags({
  asked,
  change,
}: {
  readonly asked: Asked;
  readonly change: (changed: Partial<Asked>) => void;
}): ReactNode {
  return (
    <div className={classes["two"]}>
      {flags.map(([flag, label, description]) => (
        <Checkbox
          key={flag}
          label={label}
          description={description}
          checked={asked[flag]}
          onChange={(event) => {
            change({ [flag]: event.currentTarget.checked });
          }}
        />
      ))}
      {asked.prune && (
        <NumberInput
          label="Delete at most"
          description="Empty: half of what the declaration has."
          value={asked.prune_limit ?? ""}
          min={0}
          allowDecimal={false}
          onChange={(most) => {
            change({ prune_limit: most === "" ? null : Number(most) });
          }}
        />
      )}
    </div>
  );
}

/** The secrets of new tokens, one after the other, each shown once. */
function NewSecrets({
  secrets,
  onClose,
}: {
  readonly secrets: Applied["secrets"];
  readonly onClose: () => void;
}): ReactNode {
  const [index, setIndex] = useState(0);
  const shown = secrets.filter(({ secret }) => secret !== undefined);
  const token = shown[index];
  if (!token) return null;
  return (
    <SecretDialog
      key={token.id}
      title={`The secret of ${token.reference}`}
      secret={token.secret ?? ""}
      fileName={`${token.name}.token`}
      onClose={() => {
        if (index + 1 < shown.length) setIndex(index + 1);
        else onClose();
      }}
    >
      {shown.length > 1 &&
        `Token ${String(index + 1)} of ${String(shown.length)}: the next follows when this is closed.`}
    </SecretDialog>
  );
}
