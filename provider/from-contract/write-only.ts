import type { AnyNoun } from "../../server/contract/noun.ts";
import type { Attribute, Attributes } from "../framework/attribute.ts";
import { type Diagnostic, error } from "../framework/diagnostic.ts";
import { kindOf } from "./kind.ts";

type Values = Readonly<Record<string, unknown>>;

/**
 * A field that goes in and never comes out, such as `password`, is two attributes, as Terraform's users know it: the value,
 * `password_wo`, which is in no plan and no state, and `password_wo_version`, a change of which says to send it again.
 */
export function writeOnlyAttributes(noun: AnyNoun): Attributes {
  const pairs = fieldsOf(noun).flatMap(([name, { schema, description }]): [string, Attribute][] => [
    [
      valueName(name),
      {
        ...kindOf(schema, "input"),
        description: `${description} In no state and no plan; sent at creation, and when \`${versionName(name)}\` changes.`,
        optional: true,
        writeOnly: true,
        sensitive: true,
      },
    ],
    [
      versionName(name),
      {
        type: "number",
        description: `Any number; another one sends \`${valueName(name)}\` again. Taking both away changes nothing on the server.`,
        optional: true,
      },
    ],
  ]);
  return Object.fromEntries(pairs);
}

/** Errors for one of the two without the other: the value could never change, or there is none to send. */
export function pairsFit(noun: AnyNoun, config: Values): readonly Diagnostic[] {
  return fieldsOf(noun).flatMap(([name]) => {
    const [value, version] = [valueName(name), versionName(name)];
    if ((config[value] === null) === (config[version] === null)) return [];
    const given = config[value] === null ? version : value;
    return [error("Missing attribute", `${value} and ${version} are set together.`, [{ attribute: given }])];
  });
}

/** What is to be sent of them: all at creation, later those whose version is among the changes. */
export function writeOnlyInputs(noun: AnyNoun, config: Values, changes: Values = config): Values {
  const sent = fieldsOf(noun).filter(
    ([name]) => config[valueName(name)] !== null && Object.hasOwn(changes, versionName(name)),
  );
  return Object.fromEntries(sent.map(([name]) => [name, config[valueName(name)]]));
}

export function valueName(field: string): string {
  return `${field}_wo`;
}

function versionName(field: string): string {
  return `${valueName(field)}_version`;
}

function fieldsOf({ fields }: AnyNoun): readonly (readonly [string, AnyNoun["fields"][string]])[] {
  // What is given at creation alone is never sent again, so that no version could say when.
  return Object.entries(fields).filter(
    ([, { access }]) => access.includes("write_only") && !access.includes("immutable"),
  );
}
