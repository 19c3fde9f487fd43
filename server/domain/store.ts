import type { EventTypeName } from "../contract/event-types.ts";
import type { OwnerType } from "../contract/subject.ts";
import type { EventRow, ExpiryNoticeRow, WebhookDeliveryRow, WebhookRow } from "./events/event-rows.ts";
import type { RestorationRow } from "./restore/restoration-row.ts";
import type { EncryptionKeyRow, KeptSecretRow, SaltRow, SigningKeyRow } from "./secrets/key-rows.ts";
import type {
  AuditRow,
  DeclarationRow,
  DeclaredObjectRow,
  ExchangeRow,
  GroupMemberRow,
  GroupRow,
  PasswordRow,
  PolicyRow,
  ProjectRow,
  ReplayRow,
  ResourceTypeRow,
  RoleBindingRow,
  RoleRow,
  Row,
  SecretRow,
  SpentSecretRow,
  ServiceAccountRow,
  TokenRow,
  TrustPolicyRow,
  UserRow,
} from "./rows.ts";
import type {
  IdentityProviderRow,
  SignInRow,
  SpentSignInRow,
  UserIdentityRow,
} from "./sign-in/sign-in-rows.ts";

/**
 * A value to equal (null included), several of which one is to be equalled (none: no row), or a test: `from` a value
 * (included) or `before` one, which null never is; any value but null; a beginning of a text; a part of it, the letters
 * A to Z of either case alike.
 */
type Condition<V> =
  | V
  | readonly V[]
  | (V extends string | number ? { readonly from: V } | { readonly before: V } : never)
  | (null extends V ? { readonly not: null } : never)
  | (V extends string ? { readonly startsWith: string } | { readonly contains: string } : never);

/** Every condition holds; an absent one asks nothing. */
export type Where<R> = { readonly [K in keyof R]?: Condition<R[K]> | undefined } & {
  /** At least one of these holds; of none, none does. */
  readonly anyOf?: readonly Where<R>[] | undefined;
  /** Each of these holds, so that a column may have several conditions. */
  readonly allOf?: readonly Where<R>[] | undefined;
};

/** By a text column that no row asked for lacks, in byte order, and where it is the same by id; or by id alone. */
export interface RowOrder {
  /** A column of the kind; `id` is by id alone. */
  readonly column: string;
  /** Both the other way round. */
  readonly descending: boolean;
  /** The column's value in the row after which the page begins. */
  readonly afterValue?: string | undefined;
}

export interface PageOf {
  /** Only rows that come after the one with this id. */
  readonly after?: string | undefined;
  readonly limit?: number;
  /** Absent, it is ascending by id. A draft of changes has no other. */
  readonly order?: RowOrder | undefined;
}

/** Reads of one kind of row. */
export interface Reads<R extends Row> {
  readonly get: (id: string) => Promise<R | undefined>;
  /** In byte order, on every database alike. */
  readonly list: (where: Where<R>, page?: PageOf) => Promise<readonly R[]>;
  readonly count: (where: Where<R>) => Promise<number>;
}

/** Reads and changes of one kind of row. A change that breaks a unique index rejects; callers look before. */
export interface Rows<R extends Row> extends Reads<R> {
  readonly insert: (row: R) => Promise<void>;
  /** The same for many in few statements. */
  readonly insertAll: (rows: readonly R[]) => Promise<void>;
  /** Changes the fields given; a row that is not there is an error. */
  readonly update: (id: string, patch: Partial<Omit<R, "id">>) => Promise<void>;
  /** The same for all rows that meet a condition, and their number. An empty condition is refused. */
  readonly updateAll: (where: Where<R>, patch: Partial<Omit<R, "id">>) => Promise<number>;
  /** The number of rows deleted. An empty condition is refused. */
  readonly delete: (where: Where<R>) => Promise<number>;
}

/** The kinds of rows there are. */
export interface Kinds {
  projects: ProjectRow;
  users: UserRow;
  identity_providers: IdentityProviderRow;
  user_identities: UserIdentityRow;
  sign_ins: SignInRow;
  spent_sign_ins: SpentSignInRow;
  service_accounts: ServiceAccountRow;
  groups: GroupRow;
  group_members: GroupMemberRow;
  roles: RoleRow;
  role_bindings: RoleBindingRow;
  resource_types: ResourceTypeRow;
  policies: PolicyRow;
  passwords: PasswordRow;
  tokens: TokenRow;
  trust_policies: TrustPolicyRow;
  declarations: DeclarationRow;
  declared_objects: DeclaredObjectRow;
  secrets: SecretRow;
  spent_secrets: SpentSecretRow;
  salts: SaltRow;
  encryption_keys: EncryptionKeyRow;
  signing_keys: SigningKeyRow;
  kept_secrets: KeptSecretRow;
  replays: ReplayRow;
  exchanges: ExchangeRow;
  webhooks: WebhookRow;
  events: EventRow;
  webhook_deliveries: WebhookDeliveryRow;
  expiry_notices: ExpiryNoticeRow;
  restorations: RestorationRow;
}
export type Reader = { readonly [K in keyof Kinds]: Reads<Kinds[K]> };
export type Transaction = { readonly [K in keyof Kinds]: Rows<Kinds[K]> } & Pick<Store, "claimUse">;

/** Who makes a change, as the audit keeps it. */
export interface Actor {
  readonly type: OwnerType | "system";
  readonly id: string;
  readonly tokenId: string | null;
  readonly ip: string | null;
  readonly requestId: string | null;
}

export interface AuditEntry {
  readonly action: string;
  readonly targetType: string;
  readonly targetId: string;
  readonly changes: Readonly<Record<string, unknown>>;
  /** The row as it was, where it is gone with this: for events, and no part of the audit. */
  readonly gone?: Row;
}

/** What a piece of work that writes gives back. No entry means nothing was changed. */
export interface Written<T> {
  readonly result: T;
  readonly entries: readonly AuditEntry[];
  /** What nobody did, to be told to webhooks all the same. */
  readonly events?: readonly Raised[];
}

/** An event that no audit entry tells of, about a token. */
export interface Raised {
  readonly type: EventTypeName;
  readonly token: TokenRow;
  /** What its type has besides what all of tokens have. */
  readonly besides: Readonly<Record<string, unknown>>;
}

/** Where a use moves the end of a token, as the token was when it was used. */
export interface Extension {
  readonly until: string;
  /** The token's `max_age`, from which that end follows. */
  readonly maxAge: string;
}

/** A token's uses since the last time they were recorded. */
export interface Uses {
  readonly tokenId: string;
  readonly count: number;
  readonly at: string;
  readonly ip: string | null;
  readonly by: string | null;
  readonly extension?: Extension | undefined;
}

/** What a day brought to a project; a day is `2030-01-31`, in UTC. */
export interface DayCount {
  readonly day: string;
  readonly projectId: string;
  readonly uses: number;
  readonly denials: number;
}

export type DayTotal = Omit<DayCount, "projectId">;

/** Both days included; without projects, of all there are and were. */
export interface DayWhere {
  readonly from: string;
  readonly to: string;
  readonly projectIds?: readonly string[] | undefined;
}

/** An end of the audit chain: the last entry's number and hash. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: string;
}

/** That end, and the epoch. */
export interface Head extends ChainEnd {
  readonly epoch: number;
}

/** Which audit entries: those that equal all that is given, `from` an instant (included) `to` another (not). */
export interface AuditWhere extends Partial<
  Record<"actor_id" | "action" | "target_type" | "target_id", string | undefined>
> {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What a secret stands for, and the epoch that it was read in. */
export interface SecretNow {
  readonly secret: SecretRow;
  readonly token: TokenRow;
  readonly epoch: number;
}

export interface Store {
  /** Reads of what is committed, each on its own. */
  readonly read: Reader;
  /**
   * The secret of that id, its token and the epoch, all of one moment, without waiting. Absent where the database is another
   * process: then `read` is the only way, and it is always one.
   * @throws Problem `unavailable`, or the database's error, as `read` rejects
   */
  readonly secretNow?: (id: string) => SecretNow | undefined;
  /**
   * Runs `work`, appends its audit entries to the chain and raises the epoch where its changes are such (see
   * memory/epoch-kinds.ts), in one transaction, and resolves once it is durable. Writers never overlap: what `work` reads stays true until it commits. When `work`
   * rejects, nothing of it remains. `work` awaits nothing but `transaction`, and may run more than once.
   */
  readonly write: <T>(actor: Actor, work: (transaction: Transaction) => Promise<Written<T>>) => Promise<T>;
  /**
   * Bookkeeping of deliveries, in one transaction of its own: not audited, and no part of any change. Writers do not wait
   * for it nor it for them, so that what it reads may be another's by the time it writes: its changes say what they expect.
   */
  readonly track: <T>(
    work: (rows: Pick<Transaction, "webhook_deliveries" | "events">) => Promise<T>,
  ) => Promise<T>;
  /**
   * Counts one use of a token, if it has not ended by then and has a use left: exact, however many ask at once. Extends
   * it as `recordUses` does. Not audited; false when the use is refused.
   */
  readonly claimUse: (use: Uses) => Promise<boolean>;
  /**
   * Adds to the tokens' use counts, forward only, and moves the ends of those that use extends: never back, never past
   * the absolute end, never of one that has ended by then, or whose `max_age` is another since. Not audited, not part of
   * any other change.
   */
  readonly recordUses: (uses: readonly Uses[]) => Promise<void>;
  /** Adds to what days brought to projects: each project once a day. Not audited, not part of any other change. */
  readonly recordDays: (counts: readonly DayCount[]) => Promise<void>;
  /** What each day brought to the projects together, in the order of days; a day that brought nothing is left out. */
  readonly dayTotals: (where: DayWhere) => Promise<readonly DayTotal[]>;
  /** Forgets the days before one. */
  readonly forgetDays: (before: string) => Promise<void>;
  /** Rises with every change after which what was read of a right or a credential may be another. */
  readonly epoch: () => Promise<number>;
  /** The same with the end of the audit chain, by a way of its own: other reads that wait do not keep it waiting. */
  readonly head: () => Promise<Head>;
  /**
   * Tells of the epoch: of what a write of this process raised it to, before that resolves; and `undefined` where the
   * database says that somebody may have raised it, which it need not.
   */
  readonly onEpoch: (listener: (raised: number | undefined) => void) => void;
  /** Audit entries after a sequence number, in order. */
  readonly audit: (after: number, limit: number) => Promise<readonly AuditRow[]>;
  /** Audit entries that meet a condition, before a sequence number when one is given, the newest first. */
  readonly auditPage: (
    where: AuditWhere,
    page: { readonly before?: number | undefined; readonly limit: number },
  ) => Promise<readonly AuditRow[]>;
  /** The end of the audit chain; sequence 0 and 64 zeros while there is no entry. */
  readonly auditHead: () => Promise<ChainEnd>;
  /** The time by the database's clock; undefined where that is this machine's. */
  readonly time: () => Promise<Date | undefined>;
  /** Resolves when the database answers. */
  readonly ping: () => Promise<void>;
  /** Waits for writes under way, then closes. */
  readonly close: () => Promise<void>;
}
