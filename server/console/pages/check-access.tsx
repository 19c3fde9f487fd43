import { Autocomplete, Button, SegmentedControl, Text, TextInput } from "@mantine/core";
import { IconHelpHexagon } from "@tabler/icons-react";
import { type FormEvent, type ReactNode, useState } from "react";
import type { Filters } from "../api/queries.ts";
import { useRead } from "../api/queries.ts";
import { EmptyState } from "../parts/empty-state.tsx";
import { Explanation, type Question } from "../parts/explanation.tsx";
import { Section } from "../parts/facts.tsx";
import { matrixTypes } from "../parts/matrix-model.ts";
import type { NamedNoun } from "../parts/named.tsx";
import { referenceOf, useOffers } from "../parts/offers.ts";
import { PageHeader } from "../parts/page-header.tsx";
import { useProjectNames } from "../parts/project-names.ts";
import { SYSTEM } from "../parts/projects.ts";
import { useUrlFilters } from "../parts/url-filters.ts";
import classes from "./check-access.module.css";

const ME = "me";
/** Whom one may ask about, and what they are named by. */
const subjects = {
  user_id: { label: "User", hint: "ann@example.com", noun: "user" },
  service_account_id: { label: "Account", hint: "project/name", noun: "service_account" },
  token_id: { label: "Token", hint: "tok_…, or sa/project/account/name", noun: undefined },
  role_id: { label: "Role", hint: "project/name: whoever has it there, and no other", noun: "role" },
} as const;
type SubjectName = keyof typeof subjects;
const subjectNames = Object.keys(subjects) as readonly SubjectName[];
const asked = ["project", "resource_type", "action", "name", ...subjectNames] as const;

/** Whether somebody may do something, and why. The question is in the address, to be sent to a colleague. */
export function CheckAccessPage(): ReactNode {
  const [filters, change] = useUrlFilters();
  const given: Filters = Object.fromEntries(asked.map((name) => [name, filters[name]]));
  const question = questionOf(given);
  return (
    <>
      <PageHeader
        title="Check access"
        about="Whether somebody may do something, decided as at a request, and the binding, role and rule it comes from."
      />
      <div className={classes["page"]}>
        <Section title="Question">
          <QuestionForm key={JSON.stringify(given)} given={given} onAsk={change} />
        </Section>
        <Section title="Answer">
          {question ? (
            <div className={classes["answer"]}>
              <Explanation question={question} />
            </div>
          ) : (
            <EmptyState icon={IconHelpHexagon} title="Ask whether somebody may do something">
              <p>
                Choose a resource type and one of its actions. What allows it is shown rule by rule; of what
                is denied, all that is missing.
              </p>
            </EmptyState>
          )}
        </Section>
      </div>
    </>
  );
}

/** What the address asks, once it is a whole question. */
function questionOf(given: Filters): Question | undefined {
  const { resource_type: type, action, project = SYSTEM } = given;
  if (!type || !action) return undefined;
  const more = Object.entries(given).filter(([, value]) => value !== undefined && value !== "");
  return { ...Object.fromEntries(more), resource_type: type, action, project };
}

function QuestionForm({
  given,
  onAsk,
}: {
  readonly given: Filters;
  readonly onAsk: (asked: Filters) => void;
}): ReactNode {
  const [kind, setKind] = useState<string>(subjectNames.find((name) => given[name]) ?? ME);
  const [values, setValues] = useState<Filters>({ project: SYSTEM, ...given });
  const set = (name: string, value: string): void => {
    setValues((before) => ({ ...before, [name]: value }));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const none = Object.fromEntries(subjectNames.map((name) => [name, undefined]));
    onAsk({ ...values, ...none, ...(kind !== ME && { [kind]: values[kind] }) });
  };
  const { names, onSearchChange } = useProjectNames(values["project"] ?? null);
  return (
    <form className={classes["form"]} onSubmit={submit}>
      <SegmentedControl
        aria-label="Whose right"
        size="xs"
        fullWidth
        value={kind}
        onChange={setKind}
        data={[
          { value: ME, label: "Me" },
          ...subjectNames.map((name) => ({ value: name, label: subjects[name].label })),
        ]}
      />
      {kind !== ME && (
        <SubjectField
          // What is offered is of another kind.
          key={kind}
          name={kind as SubjectName}
          value={values[kind] ?? ""}
          onChange={(value) => {
            set(kind, value);
          }}
        />
      )}
      <Autocomplete
        label="Project"
        description="Where; roles held above it count."
        data={[...names]}
        value={values["project"] ?? ""}
        onChange={(value) => {
          set("project", value);
          onSearchChange(value);
        }}
        required
      />
      <ActionFields values={values} set={set} />
      <TextInput
        label="Name of the resource"
        description="Empty: whether it is allowed for every one."
        value={values["name"] ?? ""}
        autoComplete="off"
        onChange={(event) => {
          set("name", event.currentTarget.value);
        }}
      />
      <Button type="submit">Check</Button>
      <Text size="xs" c="dimmed">
        About others you need <code className="mono">jeton.access:explain</code> there.
      </Text>
    </form>
  );
}

interface FieldsProps {
  readonly values: Filters;
  readonly set: (name: string, value: string) => void;
}

function ActionFields({ values, set }: FieldsProps): ReactNode {
  const { data } = useRead("resource_type.list", { query: { page_size: 200 } });
  const types = matrixTypes(data?.items ?? []).filter(({ actions }) => actions.length > 0);
  const type = types.find(({ name }) => name === values["resource_type"]);
  return (
    <>
      <Autocomplete
        label="Resource type"
        data={types.map(({ name }) => name)}
        value={values["resource_type"] ?? ""}
        onChange={(value) => {
          set("resource_type", value);
        }}
        limit={60}
        required
      />
      <Autocomplete
        label="Action"
        data={type?.actions.map(({ name }) => name) ?? []}
        value={values["action"] ?? ""}
        onChange={(value) => {
          set("action", value);
        }}
        required
      />
    </>
  );
}

function SubjectField({
  name,
  value,
  onChange,
}: {
  readonly name: SubjectName;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { label, hint, noun } = subjects[name];
  const field = { label, value, onChange, placeholder: hint, required: true };
  return noun === undefined ? <Autocomplete {...field} /> : <OfferedField {...field} noun={noun} />;
}

function OfferedField({
  noun,
  ...field
}: {
  readonly noun: NamedNoun;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder: string;
  readonly required: boolean;
}): ReactNode {
  const offers = useOffers(noun, field.value);
  return <Autocomplete {...field} data={[...new Set(offers.map(referenceOf))]} />;
}
