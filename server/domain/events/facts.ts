import type { EventData, EventTypeName } from "../../contract/event-types.ts";
import type {
  GroupMemberRow,
  RoleBindingRow,
  ServiceAccountRow,
  TokenRow,
  TrustPolicyRow,
  UserRow,
} from "../rows.ts";
import { SYSTEM } from "../../contract/text.ts";
import type { AuditEntry, Transaction } from "../store.ts";

type Common = "project" | "actor" | "request_id";
/** What an event's data has of the row it is about. */
type FactsOf<T extends EventTypeName> = Omit<EventData<T>, Common>;

/** How the rows of one noun are found, and what events tell of them. */
interface About {
  readonly list: (rows: Transaction, ids: readonly string[]) => Promise<readonly { readonly id: string }[]>;
  /** The id of the project where it is. */
  readonly placeOf: (row: never) => string;
  readonly factsOf: (row: never) => Readonly<Record<string, unknown>>;
}

/** By the nouns that entries of the audit are about. */
export const about: Readonly<Record<string, About>> = {
  token: {
    list: (rows, id) => rows.tokens.list({ id }),
    placeOf: ({ project_id }: TokenRow) => project_id,
    factsOf: tokenFacts,
  },
  role_binding: {
    list: (rows, id) => rows.role_bindings.list({ id }),
    placeOf: ({ project_id }: RoleBindingRow) => project_id,
    factsOf: (row: RoleBindingRow): FactsOf<"role_binding.created"> => ({
      role_binding_id: row.id,
      role_id: row.role_id,
      service_account_id: row.service_account_id,
      user_id: row.user_id,
      group_id: row.group_id,
      claim: claimOf(row),
      expires_at: row.expires_at,
    }),
  },
  group_member: {
    list: (rows, id) => rows.group_members.list({ id }),
    placeOf: ({ project_id }: GroupMemberRow) => project_id,
    factsOf: (row: GroupMemberRow): FactsOf<"group_member.created"> => ({
      group_member_id: row.id,
      group_id: row.group_id,
      service_account_id: row.service_account_id,
      user_id: row.user_id,
    }),
  },
  service_account: {
    list: (rows, id) => rows.service_accounts.list({ id }),
    placeOf: ({ project_id }: ServiceAccountRow) => project_id,
    factsOf: ({ id, name }: ServiceAccountRow): FactsOf<"service_account.disabled"> => ({
      service_account_id: id,
      name,
    }),
  },
  user: {
    list: (rows, id) => rows.users.list({ id }),
    placeOf: () => SYSTEM,
    factsOf: ({ id }: UserRow): FactsOf<"user.disabled"> => ({ user_id: id }),
  },
  trust_policy: {
    list: (rows, id) => rows.trust_policies.list({ id }),
    placeOf: ({ project_id }: TrustPolicyRow) => project_id,
    factsOf: (row: TrustPolicyRow): FactsOf<"trust_policy.created"> => ({
      trust_policy_id: row.id,
      name: row.name,
      service_account_id: row.service_account_id,
      issuer: row.issuer,
      disabled: row.disabled,
    }),
  },
};

/** Not its hint: that is the beginning of a secret, by which the rest could be asked for. */
export function tokenFacts(row: TokenRow): FactsOf<"token.created"> {
  return {
    token_id: row.id,
    name: row.name,
    service_account_id: row.service_account_id,
    user_id: row.user_id,
    role_id: row.role_id,
    expires_at: row.expires_at,
    ephemeral: row.ephemeral,
    labels: { ...row.labels },
  };
}

function claimOf(row: RoleBindingRow): FactsOf<"role_binding.created">["claim"] {
  const { claim_issuer: issuer, claim_name: name, claim_values: values } = row;
  return issuer === null || name === null ? null : { issuer, name, values: [...(values ?? [])] };
}

/** What a type tells besides, that only the entry knows. */
export function factsOfEntry({ action, changes }: AuditEntry): Readonly<Record<string, unknown>> {
  if (action.endsWith(".update")) return { changed: Object.keys(changes).map(fieldOf) };
  if (action === "token.reuse") return { user_agent: changes["user_agent"] ?? null };
  if (action === "token.leak") {
    const { by, url, source, ended } = changes;
    return { by, url, source, ended };
  }
  return {};
}

/** A column as the wire names it. */
function fieldOf(column: string): string {
  return column === "within_id" ? "within" : column;
}
