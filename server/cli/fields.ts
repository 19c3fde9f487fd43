import { type Command, Option } from "commander";
import type { Api } from "./api.ts";
import { failure } from "./failure.ts";
import { flagOf, instantFrom, keyOf } from "./filters.ts";
import { findId } from "./find.ts";
import type { FieldFacts, NounFacts } from "./noun-facts.ts";
import { nameField, nounNamed } from "./nouns.ts";
import { readSecretFile } from "./secret-input.ts";
import type { Terminal } from "./terminal.ts";
import { fromText, isList, placeholderOf } from "./values.ts";

type Change = "create" | "update";

/** The fields of a request that have flags of their own; the name is an argument, and the project a scope. */
export function fieldsOf(facts: NounFacts, change: Change): readonly FieldFacts[] {
  const isTaken = change === "create" ? isInput : isChangeable;
  const apart = change === "create" ? [nameField(facts), "project"] : ["project"];
  return facts.fields.filter((field) => isTaken(field) && !apart.includes(field.name));
}

function isInput({ access }: FieldFacts): boolean {
  return access.some((word) => word === "writable" || word === "immutable" || word === "write_only");
}

function isChangeable({ access }: FieldFacts): boolean {
  return access.includes("writable") || (access.includes("write_only") && !access.includes("immutable"));
}

/** Only in, and a text: nobody else is to see it, so it never stands in an argument. */
export function isSecret({ access, value }: FieldFacts): boolean {
  return access.includes("write_only") && value.kind === "text";
}

/** The flags of a noun's fields, and a file that holds them instead. */
export function withFields(command: Command, facts: NounFacts, change: Change): Command {
  for (const field of fieldsOf(facts, change)) addField(command, facts, field);
  const clearable = fieldsOf(facts, change).map((field) => flagOf(field, facts));
  if (change === "update") {
    command.addOption(
      new Option("--clear <flag>", "Set this back to what it is when nothing is said; may be repeated.")
        .choices(clearable)
        .argParser((given: string, before: readonly string[] | undefined) => {
          if (clearable.includes(given)) return [...(before ?? []), given];
          throw failure("usage", `--clear must be one of ${clearable.join(", ")}`);
        }),
    );
  }
  return command.option(
    "-f, --file <file>",
    "YAML or JSON with the fields as the API names them, `-` for the standard input; flags win.",
  );
}

function addField(command: Command, facts: NounFacts, field: FieldFacts): void {
  const flag = flagOf(field, facts);
  if (isSecret(field)) {
    command.option(`--${flag}-file <file>`, `${field.description} A file that holds it.`);
    command.option(`--${flag}-stdin`, "The same from the standard input.");
    return;
  }
  if (field.value.kind === "flag") {
    command.option(`--${flag}`, field.description);
    command.option(`--no-${flag}`, "The opposite.");
    return;
  }
  if (field.value.kind === "object") {
    for (const part of field.value.parts) {
      const option = new Option(
        `--${partFlag(flag, part.name)} <${placeholderOf(part.value)}>`,
        part.description,
      );
      command.addOption(isList(part.value) ? repeated(option) : option);
    }
    return;
  }
  const option = new Option(
    `--${flag} <${field.refersTo === undefined ? placeholderOf(field.value) : "name"}>`,
    describe(field),
  );
  if (field.value.kind === "choice") option.choices(field.value.choices);
  command.addOption(isList(field.value) ? repeated(option) : option);
}

/** `--claim-value` for the part `values` of `claim`. */
function partFlag(flag: string, part: string): string {
  return `${flag}-${part.replaceAll("_", "-").replace(/s$/, "")}`.replace(/-request$/, "-requests");
}

function repeated(option: Option): Option {
  return option.argParser((given: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    given,
  ]);
}

function describe({ description, value, refersTo }: FieldFacts): string {
  if (refersTo !== undefined) return `${description} Its name, a reference or its id.`;
  if (value.kind === "text" && value.format === "date-time")
    return `${description} An instant, or a duration from now such as 30d; never for none.`;
  return isList(value) ? `${description} May be repeated.` : description;
}

interface Reading {
  readonly api: Api;
  readonly terminal: Terminal;
  readonly now: Date;
  /** Near which names are looked for. */
  readonly project: string | undefined;
}

export type FieldFlags = Readonly<Record<string, unknown>>;

/** The fields that flags say, over those of a file. */
export async function bodyFrom(
  reading: Reading,
  {
    facts,
    change,
    flags,
  }: { readonly facts: NounFacts; readonly change: Change; readonly flags: FieldFlags },
): Promise<Record<string, unknown>> {
  const body = { ...(await fileBody(reading.terminal, flags)) };
  const cleared = (flags["clear"] ?? []) as readonly string[];
  for (const field of fieldsOf(facts, change)) {
    const flag = flagOf(field, facts);
    const value = await valueFrom(reading, { field, flag, flags });
    if (value !== undefined && cleared.includes(flag))
      throw failure("usage", `--${flag} and --clear ${flag} exclude each other`);
    if (value !== undefined) body[field.name] = value;
    if (cleared.includes(flag)) body[field.name] = null;
  }
  return body;
}

async function fileBody(
  terminal: Terminal,
  { file }: FieldFlags,
): Promise<Readonly<Record<string, unknown>>> {
  if (typeof file !== "string") return {};
  const { readBodyFile } = await import("./body-file.ts");
  return await readBodyFile(terminal, file);
}

interface Given {
  readonly field: FieldFacts;
  readonly flag: string;
  readonly flags: FieldFlags;
}

async function valueFrom(reading: Reading, { field, flag, flags }: Given): Promise<unknown> {
  const { value, refersTo } = field;
  if (isSecret(field)) return await secretFrom(reading.terminal, flag, flags);
  if (value.kind === "object") return objectFrom(field, flag, flags);
  const given = flags[keyOf(flag)];
  if (typeof given !== "string" && !Array.isArray(given)) return given;
  if (refersTo !== undefined) {
    return await findId(reading.api, nounNamed(refersTo), {
      text: given.toString(),
      project: reading.project,
    });
  }
  if (value.kind === "text" && value.format === "date-time") {
    return given === "never"
      ? null
      : instantFrom(given.toString(), { now: reading.now, isAhead: true, flag });
  }
  return fromText(value, given as string | readonly string[], `--${flag}`);
}

async function secretFrom(terminal: Terminal, flag: string, flags: FieldFlags): Promise<string | undefined> {
  const file = flags[keyOf(`${flag}-file`)];
  const isOnInput = flags[keyOf(`${flag}-stdin`)] === true;
  if (file !== undefined && isOnInput)
    throw failure("usage", `--${flag}-file and --${flag}-stdin exclude each other`);
  if (typeof file === "string") return readSecretFile(file, `--${flag}-file`);
  if (!isOnInput) return undefined;
  const secret = (await terminal.readInput()).replace(/\r?\n$/, "");
  if (secret === "") throw failure("usage", `--${flag}-stdin: there is nothing on the standard input`);
  return secret;
}

function objectFrom({ value }: FieldFacts, flag: string, flags: FieldFlags): unknown {
  if (value.kind !== "object") return undefined;
  const parts = value.parts.map((part) => [part, flags[keyOf(partFlag(flag, part.name))]] as const);
  if (parts.every(([, given]) => given === undefined)) return undefined;
  const missing = parts.find(([part, given]) => part.required && given === undefined);
  if (missing)
    throw failure("usage", `--${partFlag(flag, missing[0].name)} is required with the others of --${flag}`);
  const said = parts.filter(([, given]) => given !== undefined);
  return Object.fromEntries(
    said.map(([part, given]) => [
      part.name,
      fromText(part.value, given as string | readonly string[], `--${partFlag(flag, part.name)}`),
    ]),
  );
}

/** The standard input is read once. */
export function demandOneInput(flags: FieldFlags): void {
  const readers = Object.entries(flags).filter(
    ([key, value]) => (key.endsWith("Stdin") && value === true) || (key === "file" && value === "-"),
  );
  if (readers.length > 1)
    throw failure("usage", "only one thing can come by the standard input", "give the others as files");
}
