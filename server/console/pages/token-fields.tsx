import { Alert, Checkbox, Group, NumberInput, Select, Stack, TagsInput, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Rule } from "../../contract/built-in-roles.ts";
import { parseDuration } from "../../contract/duration.ts";
import { nouns } from "../../contract/nouns/all.ts";
import { useRead } from "../api/queries.ts";
import { inWords } from "../parts/duration-words.ts";
import { InstantField } from "../parts/instant-field.tsx";
import { ContractFields, type ObjectForm } from "../parts/object-form.tsx";
import { RulesEditor } from "../parts/rules-editor.tsx";
import { NEVER, ON_A_DATE } from "./token-body.ts";

const usual = ["P7D", "P30D", "P60D", "P90D"];
const advanced = ["within", "allowed_cidrs", "audiences", "usage_limit"] as const;

/** When it ends: what the policy offers, a date, or never where that is allowed. */
export function EndField({
  form,
  project,
}: {
  readonly form: ObjectForm;
  readonly project: string;
}): ReactNode {
  const { presets, mayBeNever, limit } = usePolicy(project);
  const { end } = form.values;
  const isDuration = end !== ON_A_DATE && end !== NEVER;
  return (
    <>
      <Select
        label="Expires"
        description={limit}
        data={endChoices(presets, mayBeNever)}
        value={String(end)}
        allowDeselect={false}
        error={isDuration ? (form.errors["max_age"] ?? form.errors["expires_at"]) : undefined}
        onChange={(chosen) => {
          form.set("end", chosen);
          if (chosen === ON_A_DATE || chosen === NEVER) form.set("extend_on_use", false);
        }}
      />
      {end === ON_A_DATE && (
        <InstantField form={form} name="expires_at" label="Expires at" description="When it ends." />
      )}
      {end === NEVER && (
        <Alert color="orange" variant="light" icon={<IconAlertTriangle size={18} />}>
          A token without an end works until somebody remembers it. Prefer 90 days and a rotation.
        </Alert>
      )}
      {isDuration && <ExtendedField form={form} />}
    </>
  );
}

/** What the policy of a project says of ends; until it is there, or where it may not be read, the server alone says it. */
function usePolicy(project: string): {
  readonly presets: readonly string[];
  readonly mayBeNever: boolean;
  readonly limit: string;
} {
  const { data: policy } = useRead("policy.effective", { query: { project } });
  if (!policy) return { presets: usual, mayBeNever: true, limit: "Each rotation counts anew." };
  const { presets, allow_never: mayBeNever, max_lifetime: most } = policy;
  return {
    presets: presets ?? usual.filter((preset) => fits(preset, most)),
    mayBeNever,
    limit: most ? `The policy of ${project} allows ${inWords(most)} at most.` : "Each rotation counts anew.",
  };
}

function endChoices(
  presets: readonly string[],
  mayBeNever: boolean,
): { readonly value: string; readonly label: string; readonly disabled?: boolean }[] {
  return [
    ...presets.map((preset) => ({ value: preset, label: inWords(preset) })),
    { value: ON_A_DATE, label: "On a date" },
    { value: NEVER, label: mayBeNever ? "Never" : "Never (the policy forbids it)", disabled: !mayBeNever },
  ];
}

function ExtendedField({ form }: { readonly form: ObjectForm }): ReactNode {
  return (
    <Checkbox
      label="Extended: each use moves the end"
      description="It ends only when it has not been used for that long."
      checked={form.values["extend_on_use"] === true}
      error={form.errors["extend_on_use"]}
      onChange={(event) => {
        form.set("extend_on_use", event.currentTarget.checked);
      }}
    />
  );
}

function fits(preset: string, most: string | null | undefined): boolean {
  return !most || (parseDuration(preset) ?? 0) <= (parseDuration(most) ?? 0);
}

/** What it may do of what its owner may. */
export function ModeFields({
  form,
  project,
}: {
  readonly form: ObjectForm;
  readonly project: string;
}): ReactNode {
  const { mode, rules } = form.values;
  return (
    <>
      <ContractFields noun={nouns.token} names={["mode"]} form={form} />
      {mode === "custom" && (
        <RulesEditor
          // The editor alone writes it.
          rules={(rules ?? []) as readonly Rule[]}
          onChange={(changed) => {
            form.set("rules", changed);
          }}
          project={project}
          error={form.errors["rules"]}
        />
      )}
    </>
  );
}

/** Limits that most tokens do without. */
export function AdvancedFields({ form }: { readonly form: ObjectForm }): ReactNode {
  const requests = form.values["rate_requests"];
  const period = form.values["rate_period"];
  return (
    <details>
      <summary>Advanced limits and labels</summary>
      <Stack gap="md" mt="sm">
        <ContractFields noun={nouns.token} names={advanced} form={form} />
        <InstantField
          form={form}
          name="not_before"
          label="Not before"
          description="Before which it is refused."
        />
        <InstantField
          form={form}
          name="absolute_expires_at"
          label="Absolute end"
          description="Past which neither use nor rotation moves the end."
        />
        <Group gap="xs" align="flex-end" grow>
          <NumberInput
            label="Rate limit: requests"
            min={1}
            allowDecimal={false}
            value={typeof requests === "number" ? requests : ""}
            error={form.errors["rate_limit"]}
            onChange={(given) => {
              form.set("rate_requests", given === "" ? null : Number(given));
            }}
          />
          <TextInput
            label="in each"
            placeholder="1m"
            value={typeof period === "string" ? period : ""}
            onChange={(event) => {
              form.set("rate_period", event.currentTarget.value);
            }}
          />
        </Group>
        <LabelsField form={form} />
      </Stack>
    </details>
  );
}

function LabelsField({ form }: { readonly form: ObjectForm }): ReactNode {
  const list = form.values["label_list"];
  return (
    <TagsInput
      label="Labels"
      description="Of your own, each as key=value."
      placeholder="team=payments"
      value={Array.isArray(list) ? list.map(String) : []}
      error={form.errors["labels"]}
      onChange={(labels) => {
        form.set("label_list", labels);
      }}
    />
  );
}
