import { ActionIcon, Alert, Button, Group, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { IconAlertCircle, IconPlus, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import type { Rule } from "../../contract/built-in-roles.ts";
import { useRead } from "../api/queries.ts";
import { holds, joinRules, type MatrixType, matrixTypes, splitRules } from "./matrix-model.ts";
import { RulesMatrix } from "./rules-matrix.tsx";

/** Rules as boxes to tick, and below those that are about some resources alone. */
export function RulesEditor({
  rules,
  onChange,
  project,
  error,
}: {
  readonly rules: readonly Rule[];
  /** Absent, they are only shown. */
  readonly onChange?: ((rules: readonly Rule[]) => void) | undefined;
  /** Where they are to hold: what the reader holds there may be given. */
  readonly project: string;
  readonly error?: string | undefined;
}): ReactNode {
  const { data: declared } = useRead("resource_type.list", { query: { page_size: 200 } });
  const { data: self } = useRead("whoami", {});
  const types = useMemo(() => matrixTypes(declared?.items ?? []), [declared]);
  const split = useMemo(() => splitRules(rules, types), [rules, types]);
  const grants = (self?.grants ?? []).filter(({ expires_at: ends }) => ends === null);
  const mayGive = (type: MatrixType, action: string): boolean => holds(grants, { project, type, action });
  return (
    <Stack gap="sm">
      {error !== undefined && (
        <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle size={18} />}>
          {error}
        </Alert>
      )}
      {onChange && (
        <Text size="sm" c="dimmed">
          What is greyed out you do not hold in <strong>{project}</strong> yourself: nobody gives what they
          lack.{" "}
          <Link to="/check-access" search={{ project }} target="_blank">
            Why?
          </Link>
        </Text>
      )}
      <RulesMatrix
        types={types}
        ticks={split.ticks}
        mayGive={mayGive}
        onChange={
          onChange &&
          ((type, actions) => {
            onChange(joinRules({ ...split, ticks: new Map(split.ticks).set(type, actions) }));
          })
        }
      />
      <NamedRules
        rules={split.others}
        onChange={
          onChange &&
          ((others) => {
            onChange(joinRules({ ...split, others }));
          })
        }
      />
    </Stack>
  );
}

/** Rules on resources by name: `@own`, or names and beginnings of names. */
function NamedRules({
  rules,
  onChange,
}: {
  readonly rules: readonly Rule[];
  readonly onChange: ((rules: readonly Rule[]) => void) | undefined;
}): ReactNode {
  if (rules.length === 0 && !onChange) return null;
  const add = (): void =>
    onChange?.([...rules, { resource_type: "jeton.token", actions: ["@read"], resource_names: ["@own"] }]);
  return (
    <details open={rules.length > 0}>
      <summary>Advanced: only some resources ({rules.length.toLocaleString("en")})</summary>
      <Stack gap="xs" mt="xs">
        <Text size="sm" c="dimmed">
          Names, beginnings such as <code className="mono">ci-*</code>, or <code className="mono">@own</code>{" "}
          for what one owns.
        </Text>
        {rules.map((rule, index) => (
          <NamedRule
            // Rules have nothing else that tells them apart.
            key={String(index)}
            rule={rule}
            number={index + 1}
            onChange={
              onChange &&
              ((changed) => onChange(changed ? rules.with(index, changed) : rules.toSpliced(index, 1)))
            }
          />
        ))}
        {onChange && (
          <Group>
            <Button size="xs" variant="default" leftSection={<IconPlus size={15} />} onClick={add}>
              Add a rule
            </Button>
          </Group>
        )}
      </Stack>
    </details>
  );
}

function NamedRule({
  rule,
  number,
  onChange,
}: {
  readonly rule: Rule;
  readonly number: number;
  /** Undefined takes it away. */
  readonly onChange: ((rule: Rule | undefined) => void) | undefined;
}): ReactNode {
  const isFixed = onChange === undefined;
  const of = `of rule ${String(number)}`;
  return (
    <Group gap="xs" align="flex-start" wrap="wrap">
      <TextInput
        aria-label={`Resource type ${of}`}
        value={rule.resource_type}
        readOnly={isFixed}
        onChange={(event) => onChange?.({ ...rule, resource_type: event.currentTarget.value })}
        w={{ base: "100%", sm: 190 }}
      />
      <TagsInput
        aria-label={`Actions ${of}`}
        value={[...rule.actions]}
        readOnly={isFixed}
        onChange={(actions) => onChange?.({ ...rule, actions })}
        flex={1}
        miw={160}
      />
      <TagsInput
        aria-label={`Names ${of}`}
        value={[...(rule.resource_names ?? [])]}
        readOnly={isFixed}
        onChange={(names) => onChange?.({ ...rule, resource_names: names })}
        flex={1}
        miw={160}
      />
      {onChange && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={`Remove rule ${String(number)}`}
          onClick={() => onChange(undefined)}
        >
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </Group>
  );
}
