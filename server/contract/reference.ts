/**
 * References name an object without its id: `[kind/]project/name`, for example `sa/shop.payments/deployer`,
 * `role/system/admin`, `shop.payments/deployer`. A project or a resource type is its name alone, a policy its project's,
 * and a token is its owner's reference and its name: `sa/shop.payments/deployer/ci`. A user, who is in no project, is an
 * e-mail address, `ann@example.com` or `usr/ann@example.com`, and a token of theirs `usr/ann@example.com/laptop`.
 */
export type Reference =
  | { readonly by: "id"; readonly id: string }
  | { readonly by: "name"; readonly name: string }
  | { readonly by: "project"; readonly project: string; readonly name: string }
  | {
      readonly by: "owner";
      /** The id prefix of the owner's kind. */
      readonly owner: string;
      /** Undefined for an owner that is in none. */
      readonly project: string | undefined;
      readonly ownerName: string;
      readonly name: string;
    };

/** How objects of a noun are referred to, besides by id. */
export type ReferenceForm = "NAME" | "EMAIL" | "PROJECT" | "PROJECT/NAME" | "OWNER/NAME" | "none";

const oneName: readonly ReferenceForm[] = ["NAME", "EMAIL", "PROJECT"];

/** The two facts of a noun that references need. */
export interface Referable {
  readonly idPrefix: string;
  readonly reference: ReferenceForm;
}

/** The parts of a text that is to name an object of that noun, or undefined when it cannot. */
export function parseReference({ idPrefix, reference }: Referable, text: string): Reference | undefined {
  // An e-mail address may begin as an id does.
  if (text.startsWith(`${idPrefix}_`) && !/[/@]/.test(text)) return { by: "id", id: text };
  const parts = text.split("/");
  const own = parts[0] === idPrefix ? parts.slice(1) : parts;
  if (reference === "OWNER/NAME") return ownerReference(own);
  if (own.includes("")) return undefined;
  const [first = "", second = ""] = own;
  if (oneName.includes(reference) && own.length === 1) return { by: "name", name: first };
  if (reference === "PROJECT/NAME" && own.length === 2)
    return { by: "project", project: first, name: second };
  return undefined;
}

/** A token's name may hold slashes, so it is whatever follows its owner. */
function ownerReference([owner, ...parts]: readonly string[]): Reference | undefined {
  // No project has an `@` in its name, and every e-mail address has one.
  const [project, ownerName, ...rest] = parts[0]?.includes("@") ? [undefined, ...parts] : parts;
  const name = rest.join("/");
  if (!owner || project === "" || !ownerName || !name) return undefined;
  return { by: "owner", owner, project, ownerName, name };
}

/** What a reference to that noun may look like, for messages. */
export function describeReference({ idPrefix, reference }: Referable): string {
  const id = `an id (\`${idPrefix}_...\`)`;
  if (reference === "none") return id;
  return `${id} or \`${reference === "OWNER/NAME" ? "sa/PROJECT/ACCOUNT/NAME" : reference}\``;
}
