import * as z from "zod";
import {
  computed,
  immutable,
  immutableDefaulted,
  immutableUnshown,
  secret,
  volatile,
  withDefault,
  writable,
  writableDefaulted,
} from "../field.ts";
import { byField, bySearch, byTime } from "../filter.ts";
import { noun } from "../noun.ts";
import { rateLimit } from "../rate-limit.ts";
import { rules } from "../rule.ts";
import {
  addressRange,
  audience,
  description,
  duration,
  id,
  instant,
  labels,
  printableName,
  projectScope,
  reference,
  setOf,
} from "../text.ts";
import { tokenImport } from "../token-import.ts";

const tokenStates = ["active", "pending", "disabled", "blocked", "expired", "revoked"] as const;
const tokenModes = ["full_access", "read_only", "custom"] as const;

/** Beyond it a limit is none: a thousand uses a second for thirty years. */
const MOST_USES = 1_000_000_000_000;
const USES = `must be a whole number from 1 to ${String(MOST_USES)}; without a limit leave it out`;

export const token = noun({
  name: "token",
  title: "token",
  idPrefix: "tok",
  reference: "OWNER/NAME",
  type: "jeton.token",
  description:
    "An API token. Its rights are its owner's, narrowed by its mode and `within`, at every request.",
  fields: {
    service_account_id: immutable(reference.nullable(), "The service account that owns it."),
    user_id: immutable(reference.nullable(), "The user who owns it."),
    role_id: immutable(
      reference.nullable(),
      "The role that owns it: the token acts as if the role were bound at its project.",
    ),
    project: immutableDefaulted(
      projectScope,
      "The project it belongs to: its owner's; a user's is the system. A token of a role may choose one below; of a built-in role it must.",
    ),
    name: writable(printableName, "Name, unique among the owner's live tokens."),
    description: writable(description, "Where the token is used."),
    within: writable(projectScope.nullable(), "A project outside which the token may do nothing."),
    mode: withDefault(
      writable(
        z.enum(tokenModes),
        "What it may do of what its owner may: everything, only actions that read, or its own rules.",
      ),
      "full_access",
    ),
    rules: writable(rules.nullable(), "The rules of a `custom` token; absent for the other modes."),
    expires_at: writableDefaulted(instant.nullable(), "When it ends; null is never."),
    max_age: writable(
      duration.nullable(),
      "How long each secret of it lasts, counted from creation and from each rotation; sets `expires_at`.",
    ),
    extend_on_use: withDefault(
      writable(
        z.boolean(),
        "Whether a use moves `expires_at` to `max_age` from then (within a twentieth of it, a minute at most); needs a `max_age` of 60 s or more.",
      ),
      false,
    ),
    absolute_expires_at: writable(
      instant.nullable(),
      "Past which neither use nor rotation moves `expires_at`; without another end it is the end.",
    ),
    not_before: writable(
      instant.nullable(),
      "Before which it is refused; its state is `active` all the same.",
    ),
    usage_limit: writable(
      z
        .int({ error: USES, abort: true })
        .min(1, { message: "must be at least 1" })
        .max(MOST_USES, { message: USES })
        .nullable(),
      "How many uses it has in all, exactly: of `uses` that many are accepted, of requests at once as well.",
    ),
    allowed_cidrs: writable(
      setOf(addressRange, 256).nullable(),
      "The ranges of addresses it may be used from; absent, from anywhere.",
    ),
    audiences: writable(
      setOf(audience, 64).nullable(),
      "Whom it is meant for, compared letter by letter; Jeton's own audience is the server's `JETON_PUBLIC_URL`, without which Jeton refuses it. Absent, it is meant for everyone.",
    ),
    rate_limit: writable(
      rateLimit.nullable(),
      "How fast it may be used: what is more gets 429 until there is room again. Each server process counts for itself.",
    ),
    labels: withDefault(writable(labels, "Labels of your own."), {}),
    disabled: withDefault(writable(z.boolean(), "A disabled token is refused until it is enabled."), false),
    ephemeral: withDefault(
      immutable(
        z.boolean(),
        "A token for one run: it ends within a day and is left out of lists unless asked for.",
      ),
      false,
    ),
    imported: immutableUnshown(
      tokenImport.nullable(),
      "A token of another system to take over, by the hash of its text: it is accepted here as it is, and the reply has no secret.",
    ),
    trust_policy_id: computed(
      id.nullable(),
      "The trust policy it was exchanged under: what that leaves at each request, it may do at most.",
    ),
    session: computed(
      z.boolean(),
      "Whether it is the session of a person who signed in: its text is in a cookie, and no bearer's.",
    ),
    state: computed(
      z.enum(tokenStates),
      "The token's own state; a disabled owner stops it without changing it. `blocked`: it lasts longer than the policy in force allows, and is refused until either changes; `pending`: it is refused until somebody approves it.",
    ),
    hint: computed(
      z.string(),
      "The beginning of the secret, by which to recognise it; not secret. Of an imported one, what was given with it, or `imported`; of a JWT `at+jwt`, whose `jti` is the token's id.",
    ),
    rotated_at: computed(instant.nullable(), "When its secret was last replaced."),
    pending_since: volatile(instant.nullable(), "Since when it awaits approval; null when it does not."),
    requested_by: volatile(
      z.array(id).nullable(),
      "Who asked for what awaits approval: accounts, and tokens of roles. None of them approves it.",
    ),
    approved_at: volatile(instant.nullable(), "When it was last approved."),
    approved_by: volatile(id.nullable(), "Who approved it."),
    last_used_at: volatile(instant.nullable(), "When it was last used for something it may do."),
    last_used_ip: volatile(z.string().nullable(), "From which address."),
    last_used_by: volatile(z.string().nullable(), "By which user agent."),
    uses: volatile(z.int().min(0), "How often it was used for something it may do."),
    secret: secret(
      z.string(),
      "The token's text, in the replies of create, rotate and transfer and never again.",
    ),
  },
  exactlyOneOf: [["service_account_id", "user_id", "role_id"]],
  atMostOneOf: [["expires_at", "max_age"]],
  filters: {
    ...byField("named", "project", "service_account_id", "user_id", "role_id"),
    ...byField("equal", "name", "created_by", "trust_policy_id"),
    ...bySearch("name", "description", "hint"),
    unused_since: {
      kind: "unused",
      fields: ["last_used_at", "created_at"],
      description: "Only those made before this instant and not used since.",
    },
    ...byField("state", "state"),
    ...byField("flag", "ephemeral", "session"),
    ...byTime("created", "created_at"),
    ...byTime("expires", "expires_at"),
    ...byTime("last_used", "last_used_at"),
  },
  orders: ["name", "expires_at", "last_used_at"],
});
