import type { AnyNoun } from "../../server/contract/noun.ts";
import { describeReference, type ReferenceForm } from "../../server/contract/reference.ts";

/** How an object that is there comes under Terraform, by what its example calls it. */
export function importSection(noun: AnyNoun, example: string): string {
  const typeName = `jeton_${noun.name}`;
  const name = new RegExp(`^resource "${typeName}" "(\\w+)"`, "m").exec(example)?.[1] ?? "this";
  const address = `${typeName}.${name}`;
  const id = `${noun.idPrefix}_01980000-0000-7000-8000-000000000000`;
  const reference = references[noun.reference](example) ?? id;
  return `## Import

By ${describeReference(noun)}:

\`\`\`hcl
import {
  to = ${address}
  id = "${reference}"
}
\`\`\`

\`\`\`sh
terraform import ${address} ${reference}
\`\`\`

With Terraform 1.12 or newer also by identity, which is the id alone:

\`\`\`hcl
import {
  to = ${address}
  identity = {
    id = "${id}"
  }
}
\`\`\`
`;
}

/** By the first object of the example, which is in the project \`shop\` where it is in one. */
const references: Readonly<Record<ReferenceForm, (example: string) => string | undefined>> = {
  NAME: (example) => literal(example, "name"),
  EMAIL: (example) => literal(example, "email"),
  PROJECT: () => "shop",
  "PROJECT/NAME": (example) => within("shop", literal(example, "name")),
  "OWNER/NAME": (example) => within("sa/shop/deployer", literal(example, "name")),
  none: () => undefined,
};

function literal(example: string, attribute: string): string | undefined {
  return new RegExp(`^  ${attribute} += "([^"$]+)"`, "m").exec(example)?.[1];
}

function within(scope: string, name: string | undefined): string | undefined {
  return name && `${scope}/${name}`;
}
