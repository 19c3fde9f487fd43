import type { Reply } from "../contract/operations.ts";
import type { Api } from "./api.ts";
import type { FieldFacts, NounFacts } from "./noun-facts.ts";
import { nameField, nounNamed, operationOf, singular } from "./nouns.ts";
import type { Item } from "./output.ts";

/** An object that is exported, and what a configuration calls it. */
export interface Exported {
  readonly facts: NounFacts;
  readonly item: Item;
  /** Unique among those of its noun: letters, digits and `_`. */
  readonly label: string;
  /** As declarations refer to it: `sa/shop/deployer`; undefined for what nothing refers to. */
  readonly reference: string | undefined;
  /** What it is made of, without what is the server's, a secret, or as it is by default. */
  readonly fields: readonly { readonly facts: FieldFacts; readonly value: unknown }[];
}

/** In the order in which each names only what comes before it. */
const order = [
  "project",
  "resource_type",
  "role",
  "user",
  "service_account",
  "group",
  "group_member",
  "role_binding",
  "policy",
  "trust_policy",
  "token",
] as const;

/** What declarations know, and after it what only Terraform does. */
export const exportedNouns = {
  declarations: order,
  terraform: [...order, "identity_provider", "user_identity", "webhook"],
} as const;

/** All that the caller may read of some nouns but the token it reads with, in a project and below where one is named. */
export async function readExported(
  api: Api,
  nouns: readonly string[],
  project: string | undefined,
): Promise<readonly Exported[]> {
  const exported: Exported[] = [];
  // It could not be applied by itself: a token changes its own row by rotating and revoking alone.
  const { token: own } = await api.call<Reply<"whoami">>("whoami");
  const byId = new Map<string, Exported | { readonly reference: string; readonly label: string }>();
  for (const noun of nouns) {
    const facts = nounNamed(noun);
    const taken = new Set<string>();
    for (const item of await api.list(operationOf(facts, "list"), {})) {
      const reference = referenceOf(facts, item, byId);
      const label = unused(taken, labelOf(facts, item, byId));
      byId.set(String(item["id"]), { reference: reference ?? String(item["id"]), label });
      if (item["id"] === own.id || !isMeant(facts, item, project)) continue;
      const one = { facts, item, label, reference, fields: fieldsOf(facts, item) };
      exported.push(one);
      byId.set(String(item["id"]), one);
    }
  }
  return exported;
}

/** What is there for good, and not Jeton's own; tokens that have ended are history. */
function isMeant({ name }: NounFacts, item: Item, project: string | undefined): boolean {
  if (item["built_in"] === true || item["state"] === "revoked" || item["state"] === "expired") return false;
  if (project === undefined) return true;
  const at = name === "project" ? item["name"] : item["project"];
  return typeof at === "string" && (at === project || at.startsWith(`${project}.`));
}

function fieldsOf({ fields, atMostOneOf }: NounFacts, item: Item): Exported["fields"] {
  const given = fields.filter(({ name, access, default: usual }) => {
    const isInput = access.includes("writable") || access.includes("immutable");
    const value = item[name];
    return (
      isInput &&
      !access.includes("write_only") &&
      value !== null &&
      value !== undefined &&
      JSON.stringify(value) !== JSON.stringify(usual)
    );
  });
  const names = given.map(({ name }) => name);
  // Where one follows from another, as an end from how long each secret lasts, the last of the group is what was said.
  const implied = atMostOneOf.flatMap((group) => group.filter((name) => names.includes(name)).slice(0, -1));
  return given
    .filter(({ name }) => !implied.includes(name))
    .map((facts) => ({ facts, value: item[facts.name] }));
}

type Known = ReadonlyMap<string, { readonly reference?: string | undefined; readonly label: string }>;

function referenceOf(facts: NounFacts, item: Item, known: Known): string | undefined {
  const name = String(item[nameField(facts) ?? ""]);
  if (facts.reference === "NAME" || facts.reference === "PROJECT") return name;
  if (facts.reference === "EMAIL") return `${facts.idPrefix}/${name}`;
  if (facts.reference === "PROJECT/NAME") return `${facts.idPrefix}/${String(item["project"])}/${name}`;
  if (facts.reference !== "OWNER/NAME") return undefined;
  const owner = known.get(namedIds(facts, item)[0] ?? "");
  return `${owner?.reference ?? ""}/${name}`;
}

/** Of a noun without a name, what it is about. */
function labelOf(facts: NounFacts, item: Item, known: Known): string {
  const field = nameField(facts);
  const about = namedIds(facts, item).map((id) => known.get(id)?.label ?? "");
  const scope = typeof item["project"] === "string" && item["project"] !== "system" ? item["project"] : "";
  const name = field === undefined ? "" : String(item[field]);
  const parts =
    facts.reference === "OWNER/NAME" ? [...about, name] : [scope, ...(name === "" ? about : [name])];
  const words = parts.filter((part, index) => part !== "" && part !== parts[index - 1]);
  const label = words
    .join("_")
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  return /^[a-z_]/.test(label) ? label : `${singular(facts).replaceAll("-", "_")}_${label}`.replace(/_$/, "");
}

function namedIds({ fields }: NounFacts, item: Item): readonly string[] {
  return fields
    .filter(
      ({ refersTo, name }) =>
        refersTo !== undefined && refersTo !== "project" && typeof item[name] === "string",
    )
    .map(({ name }) => String(item[name]));
}

function unused(taken: Set<string>, label: string): string {
  let free = label;
  for (let count = 2; taken.has(free); count += 1) free = `${label}_${String(count)}`;
  taken.add(free);
  return free;
}
