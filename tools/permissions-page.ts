import { builtInRoles, type Rule } from "../server/contract/built-in-roles.ts";
import {
  ALL_ACTIONS,
  ALL_TYPES,
  DECLARED_TYPES,
  jetonTypes,
  OWN,
  READ_ACTIONS,
  WRITE_ACTIONS,
} from "../server/contract/permission.ts";
import { codes, markdownTable } from "./markdown-table.ts";

/** `docs/permissions.md`: Jeton's own resource types and their actions, and the built-in roles. */
export function permissionsPage(): string {
  return `# Permissions

A rule allows actions on resources of a type. These are the types of Jeton itself; those you declare come beside them.

${markdownTable(["Resource type", "Reads", "Writes"], Object.entries(jetonTypes).map(typeRow))}

What else a rule may say:

- Actions: \`${READ_ACTIONS}\` is all that read, \`${WRITE_ACTIONS}\` all that write, \`${ALL_ACTIONS}\` both.
- Resource types: \`${DECLARED_TYPES}\` is every type that users declared, \`jeton.*\` those above, \`${ALL_TYPES}\` both.
- Resources: \`${OWN}\` is what the caller owns; without names, it is all of them.

## Built-in roles

Every server has these roles, in the project \`system\`. They cannot be changed.
${Object.entries(builtInRoles).map(roleSection).join("")}`;
}

function typeRow([type, actions]: readonly [string, Readonly<Record<string, string>>]): readonly string[] {
  const ofAccess = (access: string): string =>
    codes(Object.keys(actions).filter((action) => actions[action] === access));
  return [codes([type]), ofAccess("read"), ofAccess("write")];
}

interface Role {
  readonly name: string;
  readonly description: string;
  readonly rules: readonly Rule[];
}

function roleSection([id, { name, description, rules }]: readonly [string, Role]): string {
  const rows = rules.map(({ resource_type: type, actions, resource_names: names }) => [
    codes([type]),
    codes(actions),
    names === null ? "all" : codes(names),
  ]);
  return `
### ${name}

\`${id}\`. ${description}

${markdownTable(["Resource type", "Actions", "Resources"], rows)}
`;
}
