import { ActionIcon, Button, Group, Input, Stack, TagsInput, TextInput } from "@mantine/core";
import { IconPlus, IconTrash, type TablerIcon } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import type { ObjectForm, Values } from "./object-form.tsx";
import { labelOf } from "./words.ts";

type Matchers = Readonly<Record<string, readonly string[]>>;
type Entry = readonly [name: string, matchers: readonly string[]];

/** @param claims what the form begins with, or an example of it */
function entriesOf(claims: unknown): readonly Entry[] {
  return Object.entries((claims ?? {}) as Matchers);
}

/** What fills in the form as somebody's tokens have it. */
interface Example {
  readonly label: string;
  readonly icon: TablerIcon;
  readonly values: Values;
}

/** Claims of an ID token by their names, each with what its value has to match; none is null where the field may be absent. */
export function ClaimsField({
  form,
  name: field,
  description,
  examples = [],
  none = {},
}: {
  readonly form: ObjectForm;
  readonly name: string;
  readonly description: string;
  readonly examples?: readonly Example[];
  readonly none?: null | Readonly<Record<string, never>>;
}): ReactNode {
  // Kept as lines: while a name is typed it may be that of another claim.
  const [entries, setEntries] = useState(() => entriesOf(form.values[field]));
  const set = (next: readonly Entry[]): void => {
    setEntries(next);
    form.set(field, next.length === 0 ? none : Object.fromEntries(next));
  };
  return (
    <Input.Wrapper
      label={labelOf(field)}
      description={description}
      error={form.errors[field]}
      labelElement="div"
    >
      <Stack gap={6} mt={4}>
        {entries.map((entry, index) => (
          <ClaimLine
            // The name is what is typed: its place is what stays.
            key={String(index)}
            entry={entry}
            number={String(index + 1)}
            onChange={(changed) => {
              set(changed ? entries.with(index, [changed[0], [...changed[1]]]) : entries.toSpliced(index, 1));
            }}
          />
        ))}
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} />}
            onClick={() => {
              set([...entries, ["", []]]);
            }}
          >
            Add a claim
          </Button>
          {examples.map(({ label, icon: Icon, values }) => (
            <Button
              key={label}
              size="xs"
              variant="default"
              leftSection={<Icon size={15} />}
              onClick={() => {
                for (const [name, value] of Object.entries(values)) form.set(name, value);
                setEntries(entriesOf(values[field]));
              }}
            >
              {label}
            </Button>
          ))}
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}

function ClaimLine({
  entry: [name, matchers],
  number,
  onChange,
}: {
  readonly entry: Entry;
  readonly number: string;
  /** Undefined takes it away. */
  readonly onChange: (entry: Entry | undefined) => void;
}): ReactNode {
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <TextInput
        aria-label={`Name of claim ${number}`}
        value={name}
        onChange={(event) => {
          onChange([event.currentTarget.value, matchers]);
        }}
        autoComplete="off"
        w={150}
      />
      <TagsInput
        aria-label={`Values of claim ${number}`}
        value={[...matchers]}
        onChange={(values) => {
          onChange([name, values]);
        }}
        flex={1}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={`Remove claim ${number}`}
        onClick={() => {
          onChange(undefined);
        }}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}
