import { Alert, Button, Group, Modal, Stack } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import type { ZodType } from "zod";
import type { AnyNoun } from "../../contract/noun.ts";
import { problemOf } from "../api/refusal.ts";
import { ContractField, type FieldValue } from "./contract-field.tsx";
import { sentence } from "./words.ts";

export type Values = Readonly<Record<string, unknown>>;

/** What is wrong with which field, by its name; what is wrong with no field that is there, under `""`. */
type FieldErrors = Readonly<Record<string, string>>;

export interface ObjectForm {
  readonly values: Values;
  readonly set: (name: string, value: unknown) => void;
  readonly errors: FieldErrors;
  readonly isBusy: boolean;
  /** Checks the values as the server will, and sends them when they are right. */
  readonly submit: (event?: FormEvent) => void;
  /** What the input of a noun's field needs. */
  readonly input: (name: string) => {
    readonly name: string;
    readonly value: FieldValue;
    readonly onChange: (value: FieldValue) => void;
    readonly error: string | undefined;
  };
}

/**
 * The state of a form about one object.
 * @param schema what the values have to be: the server's own, so that both say the same
 * @param send rejects with an error whose cause is a problem
 */
export function useObjectForm({
  initial,
  schema,
  send,
}: {
  readonly initial: Values;
  readonly schema: ZodType;
  readonly send: (values: Values) => Promise<unknown>;
}): ObjectForm {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [isBusy, setBusy] = useState(false);
  const isSending = useRef(false);
  const set = (name: string, value: unknown): void => {
    setValues((before) => ({ ...before, [name]: value }));
    setErrors(({ [name]: _mended, "": _all, ...others }) => others);
  };
  const sendOnce = async (): Promise<void> => {
    if (isSending.current) return;
    const parsed = schema.safeParse(values);
    if (!parsed.success) {
      setErrors(errorsOf(parsed.error.issues.map(({ path, message }) => [path, message] as const)));
      return;
    }
    isSending.current = true;
    setBusy(true);
    try {
      await send(values);
    } catch (error) {
      setErrors(refusedFields(error));
    } finally {
      isSending.current = false;
      setBusy(false);
    }
  };
  return {
    values,
    set,
    errors,
    isBusy,
    submit: (event) => {
      event?.preventDefault();
      void sendOnce();
    },
    input: (name) => ({
      name,
      // The inputs show texts, numbers and lists of texts; of anything else they show nothing.
      value: values[name] as FieldValue,
      onChange: (value) => {
        set(name, value);
      },
      error: errors[name],
    }),
  };
}

function refusedFields(error: unknown): FieldErrors {
  const { detail, errors = [], code } = problemOf(error);
  if (code === "name_taken" && errors.length === 0) return { name: sentence(detail) };
  if (errors.length === 0) return { "": sentence(detail) };
  return errorsOf(errors.map(({ pointer, detail: why }) => [pointer.split("/").slice(1), why] as const));
}

/** The first of each field; what is wrong within a field is said at the field. */
function errorsOf(found: readonly (readonly [readonly PropertyKey[], string])[]): FieldErrors {
  const errors: Record<string, string> = {};
  for (const [[name = "", ...within], message] of found) {
    const where = within.length > 0 ? `${within.map(String).join(".")}: ` : "";
    errors[String(name)] ??= sentence(`${where}${message}`);
  }
  return errors;
}

/** Inputs for some fields of a noun, in that order. */
export function ContractFields({
  noun,
  names,
  form,
  locked = [],
}: {
  readonly noun: AnyNoun;
  readonly names: readonly string[];
  readonly form: ObjectForm;
  /** Those that cannot be changed any more. */
  readonly locked?: readonly string[];
}): ReactNode {
  return names.map((name, index) => {
    const field = noun.fields[name];
    if (!field) return null;
    return (
      <ContractField
        key={name}
        field={field}
        {...form.input(name)}
        disabled={locked.includes(name)}
        autoFocus={index === 0}
      />
    );
  });
}

/** A dialog around a form: errors of no field that is shown above its buttons. */
export function FormDialog({
  title,
  form,
  shownFields,
  submitLabel,
  onClose,
  size = "lg",
  isReady = true,
  children,
}: {
  readonly title: string;
  readonly form: ObjectForm;
  /** The fields that show their errors themselves. */
  readonly shownFields: readonly string[];
  readonly submitLabel: string;
  readonly onClose: () => void;
  readonly size?: string;
  /** Whether it may be sent; until then its button is off. */
  readonly isReady?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const others = Object.entries(form.errors).filter(([name]) => !shownFields.includes(name));
  return (
    <Modal opened onClose={onClose} title={title} size={size} closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={form.submit} noValidate>
        <Stack gap="md">
          {children}
          {others.length > 0 && (
            <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle size={18} />}>
              {others.map(([name, message]) => (
                <div key={name}>{name === "" ? message : `${name}: ${message}`}</div>
              ))}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={form.isBusy} disabled={!isReady}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
