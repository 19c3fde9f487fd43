import { age } from "./age.ts";
import type { Item } from "./output.ts";

/** What cells are made with. */
interface Show {
  readonly now: Date;
  /** What people call the object of an id. */
  readonly nameOf: (id: string) => string;
}

export interface Column {
  readonly title: string;
  readonly cell: (item: Item, show: Show) => string;
  /** Fields with ids whose names the cell shows. */
  readonly names?: readonly string[];
  /** Only in wide tables. */
  readonly wide?: true;
}

const NONE = "";

function text(title: string, field: string): Column {
  return { title, cell: (item) => plain(item[field]) };
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return NONE;
  if (Array.isArray(value)) return value.map(plain).join(",");
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What the first of some fields names. */
function named(title: string, ...fields: readonly string[]): Column {
  return {
    title,
    names: fields,
    cell: (item, { nameOf }) => {
      const id = fields.map((field) => item[field]).find((value) => typeof value === "string");
      return typeof id === "string" ? nameOf(id) : NONE;
    },
  };
}

function since(title: string, field: string, never = "never"): Column {
  return {
    title,
    cell: (item, { now }) => {
      const instant = item[field];
      if (typeof instant !== "string") return never;
      const isPast = Date.parse(instant) <= now.getTime();
      return `${isPast ? "" : "in "}${age(instant, now)}${isPast ? " ago" : ""}`;
    },
  };
}

const ageColumn: Column = { title: "AGE", cell: (item, { now }) => age(String(item["created_at"]), now) };

/** Kargo's word: whether it is somebody's to change, and not built in or there from the start. */
const managed: Column = {
  title: "MANAGED",
  cell: (item) => String(item["built_in"] !== true && item["managed_by"] !== "bootstrap"),
};

/** Only one project's table need not say which. */
const project = text("PROJECT", "project");
const disabled: Column = {
  title: "STATE",
  cell: (item) => (item["disabled"] === true ? "disabled" : "active"),
};

function wide(...columns: readonly Column[]): readonly Column[] {
  return columns.map((column) => ({ ...column, wide: true }));
}

const always = wide(text("MANAGED BY", "managed_by"), named("CREATED BY", "created_by"), text("ID", "id"));

const OWNERS = ["service_account_id", "user_id", "role_id"] as const;

/** Kargo's, for tokens of roles. */
const roleTokens: readonly Column[] = [text("NAME", "name"), named("ROLE", "role_id"), managed, ageColumn];

const tokens: readonly Column[] = [
  text("NAME", "name"),
  named("OWNER", ...OWNERS),
  text("STATE", "state"),
  since("EXPIRES", "expires_at"),
  since("LAST USED", "last_used_at"),
  ageColumn,
];

const tokenDetails = wide(
  project,
  text("MODE", "mode"),
  text("FROM", "last_used_ip"),
  text("USES", "uses"),
  text("HINT", "hint"),
  text("DESCRIPTION", "description"),
);

const members: readonly Column[] = [
  named("GROUP", "group_id"),
  named("MEMBER", "service_account_id", "user_id"),
  ageColumn,
  text("ID", "id"),
];

const subjects: Column = {
  title: "SUBJECT",
  names: ["service_account_id", "user_id", "group_id"],
  cell: (item, { nameOf }) => {
    const id = ["service_account_id", "user_id", "group_id"]
      .map((field) => item[field])
      .find((value) => typeof value === "string");
    if (typeof id === "string") return nameOf(id);
    const { name, values } = (item["claim"] ?? {}) as {
      readonly name?: string;
      readonly values?: readonly string[];
    };
    return `claim ${name ?? ""}=${(values ?? []).join(",")}`;
  },
};

/** What tables show of each noun; adding a column is an entry here. */
const columns: Readonly<Record<string, readonly Column[]>> = {
  project: [text("NAME", "name"), text("DESCRIPTION", "description"), ageColumn, ...always],
  user: [text("EMAIL", "email"), text("NAME", "display_name"), disabled, ageColumn, ...always],
  service_account: [
    text("NAME", "name"),
    project,
    disabled,
    ageColumn,
    ...wide(text("DESCRIPTION", "description"), text("AUDIENCE", "audience")),
    ...always,
  ],
  group: [text("NAME", "name"), project, ageColumn, ...wide(text("DESCRIPTION", "description")), ...always],
  group_member: [...members, ...always.slice(0, 2)],
  role: [
    text("NAME", "name"),
    project,
    managed,
    ageColumn,
    ...wide(text("DESCRIPTION", "description")),
    ...always,
  ],
  role_binding: [
    named("ROLE", "role_id"),
    subjects,
    project,
    since("EXPIRES", "expires_at"),
    ageColumn,
    text("ID", "id"),
    ...always.slice(0, 2),
  ],
  resource_type: [
    text("NAME", "name"),
    text("AREA", "area"),
    {
      title: "ACTIONS",
      cell: (item) => (item["actions"] as readonly Item[]).map(({ name }) => String(name)).join(","),
    },
    ageColumn,
    ...wide(text("DESCRIPTION", "description")),
    ...always,
  ],
  policy: [
    project,
    text("MAX LIFETIME", "max_lifetime"),
    text("ALLOW NEVER", "allow_never"),
    text("APPROVAL", "require_approval"),
    text("UNUSED AFTER", "unused_after"),
    text("CREATORS", "creators"),
    ...wide(text("PRESETS", "presets")),
    ...always,
  ],
  trust_policy: [
    text("NAME", "name"),
    named("SERVICE ACCOUNT", "service_account_id"),
    text("ISSUER", "issuer"),
    disabled,
    ageColumn,
    ...wide(text("AUDIENCE", "audience"), text("MAX TTL", "max_ttl")),
    ...always,
  ],
  identity_provider: [
    text("NAME", "name"),
    text("ISSUER", "issuer"),
    text("CLIENT ID", "client_id"),
    disabled,
    ageColumn,
    ...wide(text("REDIRECT URI", "redirect_uri")),
    ...always,
  ],
  user_identity: [
    named("USER", "user_id"),
    text("ISSUER", "issuer"),
    text("SUBJECT", "subject"),
    ageColumn,
    text("ID", "id"),
    ...always.slice(0, 2),
  ],
  webhook: [
    text("NAME", "name"),
    project,
    text("URL", "url"),
    disabled,
    ageColumn,
    ...wide(text("FORMAT", "format"), text("EVENTS", "events")),
    ...always,
  ],
  webhook_delivery: [
    text("ID", "id"),
    named("WEBHOOK", "webhook_id"),
    text("EVENT", "event_type"),
    text("STATE", "state"),
    text("ATTEMPTS", "attempts"),
    text("ERROR", "last_error"),
    ageColumn,
    ...wide(text("SUBJECT", "subject_id"), since("NEXT", "next_attempt_at", "")),
  ],
  declaration: [
    text("NAME", "name"),
    project,
    text("OBJECTS", "objects"),
    since("APPLIED", "updated_at"),
    named("BY", "applied_by"),
    ...wide(text("ID", "id")),
  ],
  audit_event: [
    text("TIME", "time"),
    text("ACTION", "action"),
    { title: "ACTOR", cell: (item) => String((item["actor"] as Item)["id"]) },
    { title: "TARGET", cell: (item) => String((item["target"] as Item)["id"]) },
    text("IP", "ip"),
    ...wide(text("REQUEST", "request_id"), text("SEQUENCE", "sequence")),
  ],
};

/** The columns of some objects of a noun. */
export function columnsOf(noun: string, items: readonly Item[], isWide: boolean): readonly Column[] {
  return ofNoun(noun, items, isWide).filter((column) => isWide || column.wide !== true);
}

function ofNoun(noun: string, items: readonly Item[], isWide: boolean): readonly Column[] {
  if (noun !== "token") return columns[noun] ?? [text("ID", "id")];
  // Where all are roles', as in Kargo's page, the owner is the role; what else there is to say is in the wide one.
  const areRoles = !isWide && items.length > 0 && items.every((item) => typeof item["role_id"] === "string");
  return areRoles ? roleTokens : [...tokens, ...tokenDetails, ...always];
}
