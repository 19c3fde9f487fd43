import type { Fields } from "./declared-model.ts";

/** One object that may be declared or made by hand, and what it may be. */
export interface Slot {
  readonly reference: string;
  readonly kind: string;
  /** What it is named by. */
  readonly is: Fields;
  /** What else it may be declared to be. */
  readonly variants: readonly Fields[];
}

const RECIPIENT = "o+NYDBzAWnmFg3Lqqz+5tX1kqHw8960TJZtZ4ai840Q=";
const described = [{}, { description: "a" }, { description: "" }];

const defaults: Readonly<Record<string, Fields>> = {
  project: { description: null },
  resource_type: { description: null },
  role: { description: null },
  service_account: { description: null, disabled: false },
  group: { description: null },
  group_member: {},
  role_binding: { expires_at: null },
  token: { description: null, mode: "full_access", labels: {}, expires_at: null, ephemeral: false },
};

const view = { name: "view", access: "read" };
const types = [
  { actions: [view, { name: "run", access: "write" }] },
  { actions: [view, { name: "run", access: "write" }], description: "a" },
  { actions: [view] },
  { actions: [{ ...view, access: "write" }] },
];
const rules = (...actions: readonly string[]) => [{ resource_type: "flow", actions, resource_names: null }];
const roles = [
  { rules: rules("view") },
  { rules: rules("run", "view") },
  { rules: rules("@read") },
  { rules: rules("view"), description: "a" },
];
const accounts = [...described, { disabled: true }];
const bindings = [{}, {}, { expires_at: "2090-01-01T00:00:00.000Z" }];
const tokens = [
  {},
  { sealed_for: RECIPIENT },
  { labels: { a: "b" }, description: "a" },
  { expires_at: "2080-01-01T00:00:00.000Z", sealed_for: RECIPIENT },
  // Within a day of the beginning of the clock.
  { expires_at: "2030-01-01T12:00:00.000Z", ephemeral: true },
  { mode: "read_only" },
];

const within = (project: string): readonly Slot[] => [
  { reference: `role/${project}/viewer`, kind: "role", is: { name: "viewer", project }, variants: roles },
  {
    reference: `sa/${project}/bot`,
    kind: "service_account",
    is: { name: "bot", project },
    variants: accounts,
  },
  { reference: `grp/${project}/crew`, kind: "group", is: { name: "crew", project }, variants: described },
  member(project, project),
  binding("role/system/viewer", { group_id: `grp/${project}/crew` }, project),
  token({ service_account_id: `sa/${project}/bot` }),
  token({ role_id: `role/${project}/viewer` }),
];

const member = (project: string, home: string): Slot => ({
  reference: `gm/grp/${project}/crew/sa/${home}/bot`,
  kind: "group_member",
  is: { group_id: `grp/${project}/crew`, service_account_id: `sa/${home}/bot` },
  variants: [{}],
});
const binding = (role: string, subject: Readonly<Record<string, string>>, project: string): Slot => ({
  reference: `rb/${role}/${Object.values(subject).join("/")}/${project}`,
  kind: "role_binding",
  is: { role_id: role, ...subject, project },
  variants: bindings,
});
const token = (owner: Readonly<Record<string, string>>): Slot => ({
  reference: `tok/${Object.values(owner).join("/")}/ci`,
  kind: "token",
  is: { ...owner, name: "ci" },
  variants: tokens,
});

const order = Object.keys(defaults);

/** Each after those it names. */
export const slots: readonly Slot[] = [
  { reference: "prj/shop", kind: "project", is: { name: "shop" }, variants: described },
  { reference: "prj/shop.team", kind: "project", is: { name: "shop.team" }, variants: described },
  { reference: "rt/flow", kind: "resource_type", is: { name: "flow" }, variants: types },
  ...["shop", "shop.team"].flatMap(within),
  member("shop", "shop.team"),
  binding("role/shop/viewer", { service_account_id: "sa/shop/bot" }, "shop.team"),
  binding("role/shop.team/viewer", { service_account_id: "sa/shop/bot" }, "shop.team"),
].toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));

export function fieldNames({ kind, is, variants }: Slot): readonly string[] {
  const names = [is, defaults[kind] ?? {}, variants[0] ?? {}].flatMap(Object.keys);
  return [...new Set(names)].filter((name) => name !== "sealed_for");
}

/** One of what it may be, with the defaults of what is not given. */
export function oneOf(
  { kind, is, variants }: Slot,
  variant: number,
): { readonly given: Fields; readonly fields: Fields } {
  const given = { ...is, ...variants[variant % variants.length] };
  const { sealed_for: _, ...fields } = { ...defaults[kind], sealed_for: null, ...given };
  return { given, fields };
}
