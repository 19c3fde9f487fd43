import { nouns } from "../contract/nouns/all.ts";
import type { AnyNoun } from "../contract/noun.ts";
import type { OperationId } from "../contract/routes.ts";
import { etagOf } from "../domain/etag.ts";

const nounByName: ReadonlyMap<string, AnyNoun> = new Map(Object.entries(nouns));

/** The entity tag of a reply that shows one object of the operation's noun; undefined for any other. */
export function replyTag(id: OperationId, reply: unknown): string | undefined {
  const noun = nounByName.get(id.split(".")[0] ?? "");
  const isObject = typeof reply === "object" && reply !== null && "id" in reply && "updated_at" in reply;
  // Every object of a noun is shown by its fields' names.
  return noun && isObject ? etagOf(noun, reply as Readonly<Record<string, unknown>>) : undefined;
}
