import * as z from "zod";
import { eventTypes, TYPE_PREFIX } from "../server/contract/event-types.ts";
import { codes, markdownTable } from "./markdown-table.ts";

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
}

/** `docs/events.md`: every type of event there is, and what its messages tell. */
export function eventsPage(): string {
  const types = Object.entries(eventTypes);
  const rows = types.map(([name, { description, needs }]) => [codes([name]), description, codes([needs])]);
  return `# Events

What webhooks are told ([how](webhooks.md)). In a message the \`type\` has \`${TYPE_PREFIX}\` before these names. Whoever answers for
a webhook needs the permission, in the webhook's project.

${markdownTable(["Type", "What happened", "Permission"], rows)}

## Data

No event holds a secret, or a part of one.

${markdownTable(["Type", "Fields of `data`"], types.map(dataRow))}

${descriptions()}
`;
}

function fieldsOf({ data }: { readonly data: z.ZodObject }): Readonly<Record<string, Described>> {
  // JSON Schema of an object has them there.
  return (z.toJSONSchema(data, { io: "output", unrepresentable: "any" }) as Described).properties ?? {};
}

function dataRow([name, type]: readonly [string, { readonly data: z.ZodObject }]): readonly string[] {
  return [codes([name]), codes(Object.keys(fieldsOf(type)))];
}

/** Of the fields that have one, each once. */
function descriptions(): string {
  const all = Object.values(eventTypes).flatMap((type) => Object.entries(fieldsOf(type)));
  const told = new Map(all.flatMap(([name, { description }]) => (description ? [[name, description]] : [])));
  return [...told].map(([name, description]) => `- ${codes([name])}: ${description}`).join("\n");
}
