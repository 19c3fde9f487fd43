import {
  Checkbox,
  MultiSelect,
  NumberInput,
  PasswordInput,
  Select,
  TagsInput,
  Textarea,
  TextInput,
} from "@mantine/core";
import type { ReactNode } from "react";
import * as z from "zod";
import { type Field, isRequired } from "../../contract/field.ts";
import { inlineCode } from "./inline-code.tsx";
import { labelOf } from "./words.ts";

/** What an input shows: of a field that is not given, nothing. */
export type FieldValue = string | number | boolean | readonly string[] | null | undefined;

export interface ContractFieldProps {
  /** As the contract calls it. */
  readonly name: string;
  readonly field: Field;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
  readonly error?: string | undefined;
  /** Instead of what the name says. */
  readonly label?: string;
  /** Of an object that is there already, a field that was given once and for all. */
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
}

/** The parts of a field's schema that say which input it has. */
interface Shape {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly maxLength?: number;
  readonly items?: Shape;
}

/** An input for a field of a noun: its label, description, kind and limits are what the contract says. */
export function ContractField(props: ContractFieldProps): ReactNode {
  const { field, value, onChange } = props;
  const shape = shapeOf(field);
  const common = commonProps(props);
  if (shape.type === "boolean") {
    return (
      <Checkbox
        {...common}
        checked={value === true}
        onChange={(event) => {
          onChange(event.currentTarget.checked);
        }}
      />
    );
  }
  if (shape.enum) {
    return (
      <Select
        {...common}
        data={shape.enum.map((word) => ({ value: word, label: labelOf(word) }))}
        value={typeof value === "string" ? value : null}
        onChange={onChange}
        clearable={!isRequired(field) && field.default === undefined}
        allowDeselect={false}
      />
    );
  }
  if (shape.type === "array") return <TextsField {...props} choices={shape.items?.enum} />;
  if (shape.type === "integer" || shape.type === "number") {
    return (
      <NumberInput
        {...common}
        value={typeof value === "number" ? value : ""}
        onChange={(given) => {
          onChange(given === "" ? null : Number(given));
        }}
        allowDecimal={false}
        min={0}
        thousandSeparator=","
      />
    );
  }
  return <TextField {...props} shape={shape} />;
}

function TextsField(
  props: ContractFieldProps & { readonly choices: readonly string[] | undefined },
): ReactNode {
  const { field, value, onChange, choices } = props;
  const list = {
    ...commonProps(props),
    value: isTexts(value) ? [...value] : [],
    onChange: (texts: string[]): void => {
      // Where it may be absent, an empty list is refused: it must not mean all.
      onChange(texts.length === 0 && !isRequired(field) && field.default === undefined ? null : texts);
    },
  };
  if (!choices) return <TagsInput {...list} splitChars={[",", " "]} />;
  return (
    <MultiSelect {...list} data={[...choices]} searchable hidePickedOptions nothingFoundMessage="None" />
  );
}

function TextField(props: ContractFieldProps & { readonly shape: Shape }): ReactNode {
  const { name, field, value, onChange, shape } = props;
  const isHidden = field.access.includes("write_only");
  // What is not shown is left as it is unless something is typed: to empty its input is no wish to take it away.
  const absent = isHidden ? undefined : null;
  const text = {
    ...commonProps(props),
    value: typeof value === "string" ? value : "",
    spellCheck: name === "description",
    autoComplete: "off",
    onChange: (event: { readonly currentTarget: { readonly value: string } }): void => {
      const typed = event.currentTarget.value;
      onChange(typed === "" && !isRequired(field) ? absent : typed);
    },
  };
  if (isHidden) return <PasswordInput {...text} autoComplete="new-password" />;
  if ((shape.maxLength ?? 0) > 1000) return <Textarea {...text} autosize minRows={2} maxRows={8} />;
  return <TextInput {...text} />;
}

function commonProps({ name, field, label, error, disabled, autoFocus }: ContractFieldProps): {
  readonly label: string;
  readonly name: string;
  readonly description: ReactNode;
  readonly error: ReactNode;
  readonly disabled: boolean;
  readonly required: boolean;
  readonly "data-autofocus"?: true;
} {
  return {
    label: label ?? labelOf(name),
    name,
    description: inlineCode(field.description),
    error: error === undefined ? undefined : inlineCode(error),
    disabled: disabled ?? false,
    required: isRequired(field),
    ...(autoFocus && { "data-autofocus": true }),
  };
}

function isTexts(value: FieldValue): value is readonly string[] {
  return Array.isArray(value);
}

const shapes = new WeakMap<Field, Shape>();

function shapeOf(field: Field): Shape {
  const known = shapes.get(field);
  if (known) return known;
  const schema = z.toJSONSchema(field.schema, { unrepresentable: "any", io: "input" }) as Shape & {
    readonly anyOf?: readonly Shape[];
  };
  // What may be absent is this or null.
  const made = schema.anyOf?.find(({ type }) => type !== "null") ?? schema;
  shapes.set(field, { ...schema, ...made });
  return { ...schema, ...made };
}
