import fc from "fast-check";
import { jetonTypes } from "../../server/contract/permission.ts";

/** Who may be let loose, and what it may try. */

export const HOUR = 3_600_000;
const START = Date.parse("2030-01-01T00:00:00Z");
const inHours = (count: number): string => new Date(START + count * HOUR).toISOString();

const actionsOf: Readonly<Record<string, readonly string[]>> = {
  "*": ["create", "update", "run"],
  "@declared": ["run"],
  "jeton.*": ["create", "update", "delete"],
  flow: ["view", "run"],
  ...Object.fromEntries(Object.entries(jetonTypes).map(([type, actions]) => [type, Object.keys(actions)])),
};
const rule = fc.constantFrom(...Object.entries(actionsOf)).chain(([type, actions]) =>
  fc.record({
    resource_type: fc.constant(type),
    actions: fc.constantFrom(
      ["*"],
      ["*"],
      ["@read"],
      ["@write"],
      ["@read", "@write"],
      ...actions.map((action) => [action]),
    ),
    resource_names: fc.constantFrom(null, null, null, ["@own"], ["x*"], ["x"]),
  }),
);
const ruleset = fc.array(rule, { minLength: 1, maxLength: 3 });
export const projects = ["system", "shop", "shop.pay", "shopping"] as const;
const project = fc.constantFrom(...projects);
const end = fc.constantFrom(null, null, inHours(2), inHours(5));
export const nth = fc.nat(40);
/** Few, so that some are taken, and of long runs not all. */
const name = fc.oneof(
  fc.constantFrom("x", "xy", "y", "flow-1"),
  fc.nat(999).map((number) => `x${String(number)}`),
);

const terms = fc.constantFrom({ mode: "full_access" }, { mode: "read_only" });

/** Rules of any kind, or (a number) those of one of the attacker's own grants. */
const asked = fc.oneof(ruleset, nth);

const strictness = { allow_never: fc.boolean(), max_lifetime: fc.constantFrom(null, "3h") };

/** What an ID token of the attacker's own meets. */
export const ATTACKER = { issuer: "https://issuer.example.org", sub: "attacker" };
const trusted = {
  issuer: fc.constant(ATTACKER.issuer),
  claims: fc.constant({ sub: [ATTACKER.sub] }),
  max_ttl: fc.constantFrom("1h", "24h"),
};

/** Where the attacker has an identity, and says what it likes. */
const provided = { issuer: fc.constant(ATTACKER.issuer), client_id: fc.constant("jeton") };

/** One thing to try: an operation, and a body whose ids are places in lists of what there is. */
const deed = fc.oneof(
  fc.record({ op: fc.constant("role.create"), body: fc.record({ name, project, rules: asked }) }),
  fc.record({ op: fc.constant("role.update"), on: nth, body: fc.record({ rules: asked }) }),
  fc.record({ op: fc.constant("role.update"), on: nth, body: fc.record({ name }) }),
  fc.record({ op: fc.constant("role.delete"), on: nth }),
  fc.record({
    op: fc.constant("role_binding.create"),
    body: fc.record({ role_id: nth, service_account_id: nth, project, expires_at: end }),
  }),
  fc.record({ op: fc.constant("role_binding.delete"), on: nth }),
  fc.record({
    op: fc.constant("role_binding.create"),
    body: fc.oneof(
      fc.record({ role_id: nth, user_id: nth, project, expires_at: end }),
      fc.record({ role_id: nth, group_id: nth, project, expires_at: end }),
    ),
  }),
  fc.record({ op: fc.constant("group.create"), body: fc.record({ name, project }) }),
  fc.record({
    op: fc.constant("group_member.create"),
    body: fc.oneof(
      fc.record({ group_id: nth, service_account_id: nth }),
      fc.record({ group_id: nth, user_id: nth }),
    ),
  }),
  fc.record({ op: fc.constant("group_member.delete"), on: nth }),
  fc.record({
    op: fc.constant("user.create"),
    body: fc.record({ email: name.map((part) => `${part}@example.com`) }),
  }),
  fc.record({
    op: fc.constant("user.update"),
    on: nth,
    body: fc.constantFrom({ disabled: false }, { disabled: true }, { email: "xz@example.com" }),
  }),
  fc.record({
    op: fc.constantFrom("user.delete", "service_account.delete", "group.delete"),
    on: fc.nat(7),
  }),
  fc.record({ op: fc.constant("service_account.create"), body: fc.record({ name, project }) }),
  fc.record({
    op: fc.constant("service_account.update"),
    on: nth,
    body: fc.constantFrom({ disabled: false }, { disabled: true }, { name: "xz" }),
  }),
  fc.record({
    op: fc.constant("project.create"),
    body: fc.record({
      name: fc.tuple(fc.constantFrom("", "shop.", "shop.pay."), name).map((parts) => parts.join("")),
    }),
  }),
  fc.record({ op: fc.constant("project.delete"), on: nth }),
  fc.record({
    op: fc.constant("resource_type.update"),
    on: fc.constant(0),
    body: fc.record({
      actions: fc.constantFrom(
        [{ name: "view", access: "read" }],
        [
          { name: "view", access: "read" },
          { name: "run", access: "read" },
        ],
      ),
    }),
  }),
  fc.record({
    op: fc.constant("token.create"),
    body: fc.record({
      service_account_id: nth,
      name,
      mode: fc.constant("full_access"),
      expires_at: end,
      within: fc.constantFrom(null, null, "shop"),
    }),
  }),
  fc.record({
    op: fc.constant("token.create"),
    body: fc.record({
      service_account_id: nth,
      name,
      mode: fc.constant("custom"),
      rules: asked,
      expires_at: end,
    }),
  }),
  fc.record({
    op: fc.constant("token.create"),
    body: fc.record({ role_id: nth, project, name, expires_at: end }),
  }),
  fc.record({
    op: fc.constant("token.update"),
    on: nth,
    body: fc.oneof(
      terms,
      fc.record({ mode: fc.constant("custom"), rules: asked }),
      fc.record({ expires_at: end }),
      fc.record({ within: fc.constantFrom(null, ...projects) }),
      fc.record({ disabled: fc.boolean() }),
    ),
  }),
  fc.record({
    op: fc.constant("token.rotate"),
    on: nth,
    body: fc.constantFrom({}, { grace_period: "1h" }, { expires_at: null }),
  }),
  fc.record({
    op: fc.constant("token.transfer"),
    on: nth,
    body: fc.oneof(
      fc.record({ service_account_id: nth }),
      fc.record({ service_account_id: nth, grace_period: fc.constant("4h") }),
      fc.record({ user_id: nth, grace_period: fc.constantFrom("0s", "4h") }),
    ),
  }),
  fc.record({
    op: fc.constant("token.create"),
    body: fc.record({ user_id: nth, name, mode: fc.constant("full_access"), expires_at: end }),
  }),
  fc.record({
    op: fc.constantFrom("token.enable", "token.enable", "token.disable", "token.revoke"),
    on: nth,
  }),
  fc.record({
    op: fc.constant("policy.create"),
    body: fc.record({ project, ...strictness }),
  }),
  fc.record({ op: fc.constant("policy.update"), on: nth, body: fc.record(strictness) }),
  fc.record({ op: fc.constant("policy.delete"), on: nth }),
  fc.record({
    op: fc.constant("trust_policy.create"),
    body: fc.oneof(
      fc.record({ service_account_id: nth, name, ...trusted, mode: fc.constant("full_access") }),
      fc.record({ service_account_id: nth, name, ...trusted, mode: fc.constant("custom"), rules: asked }),
    ),
  }),
  fc.record({
    op: fc.constant("trust_policy.update"),
    on: nth,
    body: fc.oneof(
      fc.record(trusted),
      fc.record({ mode: fc.constant("custom"), rules: asked }),
      fc.record({ mode: fc.constant("full_access"), rules: fc.constant(null) }),
      fc.record({ disabled: fc.boolean() }),
    ),
  }),
  fc.record({ op: fc.constant("trust_policy.delete"), on: nth }),
  fc.record({
    op: fc.constant("identity_provider.create"),
    body: fc.record({ name, ...provided, allow_sign_up: fc.boolean(), trust_email: fc.constant(true) }),
  }),
  fc.record({
    op: fc.constant("identity_provider.update"),
    on: nth,
    body: fc.constantFrom(
      { required_claims: null },
      { disabled: false },
      { disabled: true },
      { allow_sign_up: true, trust_email: true },
    ),
  }),
  fc.record({ op: fc.constant("identity_provider.delete"), on: nth }),
  fc.record({
    op: fc.constant("user_identity.create"),
    body: fc.record({ user_id: nth, issuer: provided.issuer, subject: fc.constant(ATTACKER.sub) }),
  }),
  fc.record({ op: fc.constant("user_identity.delete"), on: nth }),
  fc.record({ op: fc.constant("sign_in"), on: nth }),
  fc.record({ op: fc.constant("exchange"), on: nth }),
  fc.record({ op: fc.constant("wait"), hours: fc.integer({ min: 1, max: 3 }) }),
);

/** Some things at once, as a declaration makes them. */
const declaration = fc.record({
  op: fc.constant("declaration.apply"),
  project: fc.constantFrom("system", "shop"),
  deeds: fc.array(
    deed.filter(({ op }) => op.endsWith(".create")),
    { minLength: 1, maxLength: 3 },
  ),
  flags: fc.record({ adopt: fc.boolean(), force: fc.boolean(), prune: fc.boolean() }),
});

export const step = fc.oneof({ weight: 12, arbitrary: deed }, { weight: 1, arbitrary: declaration });

/** What an attacker may leave untried: it gives nobody anything, or needs what only another reply says. */
export const untried: ReadonlySet<string> = new Set([
  "project.update",
  "group.update",
  "resource_type.create",
  "resource_type.delete",
  "token.bulk-revoke",
  "token.delete",
  "token.rollback",
  "token.approve",
  "user.off-board",
  "service_account.off-board",
  "declaration.plan",
  "declaration.delete",
  "token-review",
  "introspect",
  // They yield no right and no credential of anybody's: a webhook hears what its maker may read.
  ...["create", "update", "delete", "rotate", "ping"].map((verb) => `webhook.${verb}`),
  "webhook_delivery.resend",
]);

export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Without such rights an attacker is refused everything, and nothing is learned. */
const administers = fc.constantFrom(
  ["jeton.*"],
  ["jeton.token", "jeton.service-account", "jeton.role", "jeton.role-binding"],
  ["jeton.trust-policy", "jeton.service-account", "jeton.role-binding"],
  ["jeton.token", "jeton.user", "jeton.group", "jeton.group-member", "jeton.role-binding"],
  ["jeton.token", "jeton.resource-type", "jeton.project"],
  ["jeton.user", "jeton.user-identity", "jeton.identity-provider", "jeton.group-member"],
);
export const attackers = fc.record({
  grants: fc
    .tuple(
      fc.record({
        rules: administers.map((types) =>
          types.map((type) => ({ resource_type: type, actions: ["*"], resource_names: null })),
        ),
        at: fc.constantFrom("system", "system", "shop"),
        until: fc.constantFrom(null, null, inHours(4)),
      }),
      fc.array(fc.record({ rules: ruleset, at: project, until: end }), { minLength: 1, maxLength: 2 }),
    )
    .map(([first, others]) => [first, ...others]),
  terms: fc.oneof(
    { weight: 3, arbitrary: fc.constant({ mode: "full_access" }) },
    { weight: 1, arbitrary: fc.record({ mode: fc.constant("custom"), rules: ruleset }) },
    { weight: 1, arbitrary: fc.record({ within: fc.constantFrom("shop", "shop.pay") }) },
  ),
});
export type Attacker = typeof attackers extends fc.Arbitrary<infer T> ? T : never;
