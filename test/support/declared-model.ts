/**
 * What declarations do, as their documentation says it, over a map: pure, and without the server's words for it. Objects
 * are known by reference, and fields name others by it.
 */

export type Fields = Readonly<Record<string, unknown>>;

export interface Thing {
  readonly kind: string;
  /** All that can be declared of it. */
  readonly fields: Fields;
  readonly managedBy: string;
  /** The declaration that looks after it, and what that said of it last. */
  readonly owner: string | null;
  readonly applied: Fields;
}

export type State = ReadonlyMap<string, Thing>;

/** One object of a declaration. */
export interface Document {
  readonly reference: string;
  readonly kind: string;
  readonly fields: Fields;
  /** Of them what is said, with how its secret is sealed. */
  readonly given: Fields;
  readonly adopt: boolean;
  /** Whether its secret, if it has one, goes somewhere by itself. */
  readonly isSealed: boolean;
}

export interface Declaration {
  readonly name: string;
  /** Each after those it names. */
  readonly documents: readonly Document[];
  readonly flags: {
    readonly prune: boolean;
    readonly prune_limit: number | null;
    readonly adopt: boolean;
    readonly force: boolean;
    readonly take_secrets: boolean;
  };
}

interface Rule {
  readonly resource_type: string;
  readonly actions: readonly string[];
}
interface Action {
  readonly name: string;
  readonly access: string;
}

const rulesOf = ({ fields }: Pick<Thing, "fields">) => (fields["rules"] ?? []) as readonly Rule[];
const actionsOf = ({ fields }: Pick<Thing, "fields">) => (fields["actions"] ?? []) as readonly Action[];
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What there must be for an object to be. */
export function namedBy({ kind, fields }: Pick<Thing, "kind" | "fields">): readonly string[] {
  const above = kind === "project" ? String(fields["name"]).split(".").slice(0, -1).join(".") : "";
  const projects = [above, fields["project"]].filter((name) => typeof name === "string" && name !== "");
  const others = Object.keys(fields).flatMap((name) => (name.endsWith("_id") ? [fields[name] ?? []] : []));
  const types = rulesOf({ fields }).map(({ resource_type }) => `rt/${resource_type}`);
  const all = [...projects.map((name) => `prj/${name as string}`), ...others.flat().map(String), ...types];
  return all.filter((reference) => !reference.startsWith("role/system/"));
}

export function refusalToMake(state: State, thing: Pick<Thing, "kind" | "fields">): string | null {
  const isWhole = namedBy(thing).every((reference) => state.has(reference));
  const isKnown = rulesOf(thing).every(({ resource_type, actions }) => {
    const type = state.get(`rt/${resource_type}`);
    const known = new Set(type && actionsOf(type).map(({ name }) => name));
    return actions.every((action) => action.startsWith("@") || known.has(action));
  });
  return isWhole && isKnown ? null : "validation_failed";
}

export function refusalToChange(state: State, thing: Thing, fields: Fields): string | null {
  if (!same(thing.fields["rules"], fields["rules"])) return refusalToMake(state, { ...thing, fields });
  const after = new Map(actionsOf({ fields }).map(({ name, access }) => [name, access]));
  const before = actionsOf(thing);
  if (before.some(({ name, access }) => after.has(name) && after.get(name) !== access))
    return "validation_failed";
  const gone = before.filter(({ name }) => !after.has(name)).map(({ name }) => name);
  const isNamed = [...state.values()].some((other) =>
    rulesOf(other).some(
      ({ resource_type, actions }) =>
        resource_type === thing.fields["name"] && gone.some((name) => actions.includes(name)),
    ),
  );
  return isNamed ? "in_use" : null;
}

/** A type that a rule names stays, and so does a project that holds more than role bindings. */
export function refusalToEnd(state: State, reference: string): string | null {
  if (!/^(?:prj|rt)\//.test(reference)) return null;
  const holds = [...state.values()].filter((other) => namedBy(other).includes(reference));
  return holds.some(({ kind }) => kind !== "role_binding") ? "in_use" : null;
}

/** Without an object and all that ends with it. */
export function without(state: State, reference: string): State {
  let left: State = new Map([...state].filter(([one]) => one !== reference));
  for (const [one, thing] of left) if (namedBy(thing).includes(reference)) left = without(left, one);
  return left;
}

interface Outcome {
  readonly action: string;
  readonly code: string | null;
  readonly state: State;
}

/** Those that are fixed once an object is made, other than what its reference says. */
const fixed: Readonly<Record<string, readonly string[]>> = {
  role_binding: ["expires_at"],
  token: ["ephemeral"],
};

/** What a token's end is declared to be: the server fills it in, so that nothing said is as it is. */
function wanted({ kind, fields }: Document, present: Thing, isOwn: boolean): Fields {
  const wasSaid = isOwn && (present.applied["expires_at"] ?? null) !== null;
  const isLeft = kind === "token" && fields["expires_at"] === null && !wasSaid;
  return isLeft ? { ...fields, expires_at: present.fields["expires_at"] } : fields;
}

function outcomeOf(state: State, document: Document, { name, flags }: Declaration): Outcome {
  const { reference, kind, fields } = document;
  const present = state.get(reference);
  const isSunk = kind !== "token" || document.isSealed || flags.take_secrets;
  const ours = { managedBy: `declaration:${name}`, owner: name, applied: fields };
  const put = (thing: Thing): State => new Map([...state, [reference, thing]]);
  if (!present) {
    const code = isSunk ? refusalToMake(state, document) : "validation_failed";
    return { action: "create", code, state: put({ kind, fields, ...ours }) };
  }
  const isOwn = present.owner === name;
  const isTaken = !isOwn && (flags.adopt || document.adopt);
  const after = wanted(document, present, isOwn);
  const changed = Object.keys(after).filter((field) => !same(after[field], present.fields[field]));
  const isFixed = changed.some((field) => fixed[kind]?.includes(field));
  const changes = changed.length > 0 || isTaken ? "update" : "unchanged";
  const action = isFixed ? "replace" : changes;
  const keeper = isTaken ? ours : { ...present, ...(isOwn && { applied: fields }) };
  // What is replaced is made of the document alone.
  const next = put({ ...present, ...keeper, fields: isFixed ? fields : after });
  const isTheirs = !isOwn && !isTaken && !flags.force;
  const refused = isFixed && !isSunk ? "validation_failed" : refusalToChange(state, present, after);
  return { action, code: isTheirs ? "managed_by_others" : refused, state: next };
}

export interface Planned {
  /** `create sa/shop/deployer`, and why not. */
  readonly told: readonly string[];
  readonly isRefused: boolean;
  readonly left: readonly string[];
  readonly state: State;
}

/** What carrying a declaration out does to what there is; each object sees what was done before it. */
export function declared(before: State, declaration: Declaration): Planned {
  const { name, documents, flags } = declaration;
  const told: string[] = [];
  let [state, isRefused] = [before, false];
  const note = (reference: string, { action, code, state: next }: Outcome): void => {
    told.push(`${action} ${reference}${code === null ? "" : ` ${code}`}`);
    if (code === null) state = next;
    else isRefused = true;
  };
  for (const document of documents) note(document.reference, outcomeOf(state, document, declaration));
  const own = [...before].filter(([, { owner }]) => owner === name).map(([reference]) => reference);
  const gone = own.filter((reference) => !documents.some((one) => one.reference === reference));
  if (!flags.prune) return { told, isRefused, left: gone, state };
  const isMany = gone.length > (flags.prune_limit ?? Math.floor(own.length / 2));
  const order = ["tok", "rb", "gm", "grp", "sa", "role", "rt", "prj"];
  const place = (reference: string): number => order.indexOf(reference.split("/")[0]!);
  // What names others goes first, and of projects the innermost.
  for (const reference of gone.toSorted((a, b) => place(a) - place(b) || (a < b ? 1 : -1))) {
    const isNamed = documents.some((document) => namedBy(document).includes(reference));
    const refused = isNamed ? "in_use" : refusalToEnd(state, reference);
    const code = isMany ? "too_many_deletions" : refused;
    note(reference, { action: "delete", code, state: without(state, reference) });
  }
  return { told, isRefused, left: [], state };
}
