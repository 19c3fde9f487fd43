import { type NounName, nouns } from "../../../server/contract/nouns/all.ts";
import type { Sample } from "../operation-samples.ts";
import { places } from "./callers.ts";
import { type Ask, may, mayReadFromBelow, type Powers } from "./oracle.ts";

/** Where objects are, what rules call them, and who may read them. */

const everyPlace = Object.values(places);

/** The nouns whose objects are read from below the place where they are. */
const readFromBelow: ReadonlySet<NounName> = new Set(["role", "resource_type"]);
/** Those of which that holds for one that is named exactly, and not for lists. */
const readWhenNamed: ReadonlySet<NounName> = new Set(["user"]);

export function mayRead(caller: Powers, noun: NounName, ask: Ask): boolean {
  return mayList(caller, noun, ask) || (readWhenNamed.has(noun) && mayReadFromBelow(caller, ask, everyPlace));
}

export function mayList(caller: Powers, noun: NounName, ask: Ask): boolean {
  return may(caller, ask) || (readFromBelow.has(noun) && mayReadFromBelow(caller, ask, everyPlace));
}

/** Whether objects of a noun are in projects; the others are all at system level. */
export function isPlaced(noun: NounName): boolean {
  return noun === "project" || "project" in nouns[noun].fields;
}

/** The place whose rights decide on an object. */
export function placeOf(noun: NounName, object: Readonly<Record<string, unknown>>): string {
  return textOf(noun === "project" ? object["name"] : object["project"]) ?? "system";
}

/** By which rules name it. */
export function nameOf({ id, object }: Sample): string {
  return textOf(object["name"]) ?? textOf(object["email"])?.toLowerCase() ?? id;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
