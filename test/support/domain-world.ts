import { randomBytes, randomUUID } from "node:crypto";
import { operations, type Schemas } from "../../server/contract/operations.ts";
import { Problem } from "../../server/contract/problem.ts";
import { ACCOUNT_URN, EXCHANGE_GRANT } from "../../server/contract/token-exchange-names.ts";
import { validate } from "../../server/contract/validate.ts";
import { createAuthenticate } from "../../server/domain/authenticate.ts";
import { bootstrap } from "../../server/domain/bootstrap.ts";
import type { Caller, ClientInfo, Credential, SignIn, UseCases } from "../../server/domain/caller.ts";
import { loadRights } from "../../server/domain/context.ts";
import type { Dependencies, Reuse } from "../../server/domain/dependencies.ts";
import { createJwts } from "../../server/domain/secrets/create-jwts.ts";
import { createPasswords } from "../../server/domain/sign-in/passwords.ts";
import { createProviderSignIn } from "../../server/domain/sign-in/provider-sign-in.ts";
import type { Rights } from "../../server/domain/authorization/rights.ts";
import { createRates } from "../../server/domain/tokens/rates.ts";
import { createExchange } from "../../server/domain/exchange/exchange.ts";
import { createPolicies } from "../../server/domain/tokens/policies.ts";
import { loadSalts } from "../../server/domain/secrets/salts.ts";
import { createScopes } from "../../server/domain/authorization/scopes.ts";
import { createSignIn } from "../../server/domain/sign-in/sign-in.ts";
import { createSignInThrottle } from "../../server/domain/sign-in/sign-in-throttle.ts";
import type { Store, Uses } from "../../server/domain/store.ts";
import { createUseCases } from "../../server/domain/use-cases.ts";
import { openVault } from "../../server/domain/secrets/vault.ts";
import { verify, verifySession } from "../../server/domain/verify.ts";
import { raisingEvents } from "../../server/domain/events/raise.ts";
import { createNewId } from "../../server/new-id.ts";
import { openStore } from "../../server/store/open-store.ts";
import { sealFor } from "../../server/sealed-box/sealed-box.ts";
import { createFetchJson } from "../../server/outbound/fetch-json.ts";
import { createVerifyIdToken } from "../../server/outbound/id-tokens.ts";
import { createOpenIdClient } from "../../server/outbound/openid-client.ts";
import { createSendForm } from "../../server/outbound/send-form.ts";
import { createIssuerKeys } from "../../server/outbound/issuer-keys.ts";
import { dialects, type TestDatabase } from "./databases.ts";
import { newBootstrapToken } from "./server.ts";
import { createStore, storeOptions } from "./stores.ts";
import { createTestMemory } from "./memory.ts";

type Body = Readonly<Record<string, unknown>>;

/** The `JETON_ENCRYPTION_KEY` of these. */
export const TEST_KEY = "an-encryption-key-of-tests-that-is-long-enough";

/** The use cases on a real store, with a clock that the test turns. */
export interface DomainWorld extends AsyncDisposable {
  readonly store: Store;
  /** What its use cases are made of, for a test that puts something else in one's place. */
  readonly deps: Dependencies;
  readonly database: TestDatabase;
  /** Of the system role `admin`; it does not end. */
  readonly admin: string;
  readonly clock: { now: number };
  /** What a request of that token does: authenticated, validated and decided as over HTTP. */
  readonly call: (
    token: string,
    operation: keyof UseCases,
    input?: {
      readonly id?: string;
      /** Of a declaration, which its path names. */
      readonly name?: string;
      readonly query?: Body;
      readonly body?: Body;
      readonly client?: Partial<ClientInfo>;
      readonly as?: Credential["type"];
    },
  ) => Promise<Record<string, unknown>>;
  readonly signIn: SignIn;
  readonly authenticate: (token: string) => Promise<Caller>;
  /** The text of a token of that account for somebody an issuer vouches for; undefined when it does not trust them. */
  readonly exchange: (
    accountId: string,
    who: { readonly issuer: string; readonly sub: string },
  ) => Promise<string | undefined>;
  /** The text of a session of whoever that is at an identity provider; undefined when nobody is let in. */
  readonly signInAs: (who: { readonly issuer: string; readonly sub: string }) => Promise<string | undefined>;
  /** What a token may do now; undefined when it is not accepted. */
  readonly rightsOf: (token: string) => Promise<Rights | undefined>;
  /** What was told of secrets that came back. */
  readonly reuses: readonly Reuse[];
  /** Stores the uses that were noted since, as the server does each second. */
  readonly storeUses: () => Promise<void>;
}

async function signInAs(
  deps: Dependencies,
  clock: { readonly now: number },
  { issuer, sub }: { readonly issuer: string; readonly sub: string },
): Promise<string | undefined> {
  const [provider] = await deps.store.read.identity_providers.list({ issuer, disabled: false });
  if (!provider) return undefined;
  let nonce: string | null = null;
  const email = `${sub}@example.net`;
  const signIn = createProviderSignIn({
    ...deps,
    openid: {
      endpointsOf: async () => ({ authorization: `${issuer}/authorize`, namesItself: false }),
      redeem: async () => ({ type: "redeemed", idToken: "an.id.token" }),
    },
    verifyIdToken: async () => {
      const claims = { iss: issuer, sub, aud: provider.client_id, nonce, email, email_verified: true };
      return { type: "verified", issuer, expiresAt: clock.now / 1000 + 300, claims };
    },
  });
  const { location, state, sealed } = await signIn.begin(
    { provider: provider.name, confirm: false },
    undefined,
  );
  nonce = new URL(location).searchParams.get("nonce");
  const answered = { provider: provider.name, query: { state, code: "code" } };
  try {
    return (await signIn.finish(answered, { client, sealed })).text;
  } catch (cause) {
    if (cause instanceof Problem && cause.code === "sign_in_refused") return undefined;
    throw cause;
  }
}

const client: ClientInfo = { ip: null, userAgent: null, requestId: "req_1", managedBy: "api" };

export async function createDomainWorld(
  dialect = dialects[0]!,
  open = openStore,
  { defaultRole = "role_user" }: { readonly defaultRole?: string | null } = {},
): Promise<DomainWorld> {
  const clock = { now: Date.parse("2030-01-01T00:00:00Z") };
  // In the order in which they are made, as the server's are.
  const newId = createNewId(() => clock.now);
  const options = { ...storeOptions, now: () => new Date(clock.now) };
  const { store: bare, database, ...rest } = await createStore(dialect, options, open);
  const store = raisingEvents(bare, { ...options, newId }, () => undefined);
  const noted: Uses[] = [];
  const reuses: Reuse[] = [];
  const world = {
    store,
    now: () => new Date(clock.now),
    audience: "https://jeton.test",
    defaultRole,
    rates: createRates(() => new Date(clock.now), 1000),
    verifyIdToken: createVerifyIdToken(
      createIssuerKeys(createFetchJson(["127.0.0.1"]), () => clock.now),
      () => new Date(clock.now),
    ),
    openid: createOpenIdClient({
      fetchJson: createFetchJson(["127.0.0.1"]),
      sendForm: createSendForm(["127.0.0.1"]),
      now: () => clock.now,
    }),
    newId,
    randomBytes,
    sealFor,
    noteUse: (use: Uses) => void noted.push(use),
    verifyLeakReport: async () => false,
    noteDay: () => undefined,
    noteLeak: () => undefined,
    noteReuse: (reuse: Reuse) => void reuses.push(reuse),
  };
  const salts = await loadSalts(world, { current: "a-salt-of-tests-with-enough-characters", previous: [] });
  const passwords = createPasswords({ randomBytes, cost: { memory: 64, passes: 1, parallelism: 1 } });
  const throttle = createSignInThrottle(world);
  const vault = await openVault(world, { current: TEST_KEY, previous: [] });
  const jwts = createJwts(world, { issuer: world.audience, vault });
  const memory = await createTestMemory(world);
  const deps: Dependencies = { ...world, memory, salts, vault, jwts, passwords, throttle };
  const admin = newBootstrapToken();
  await bootstrap(deps, { token: admin, generate: false });
  const useCases = createUseCases(deps);
  const authenticate = createAuthenticate(deps);
  return {
    store,
    deps,
    database,
    admin,
    clock,
    signIn: createSignIn(deps),
    call: async (
      token,
      operation,
      { id = "", name = "", query, body, client: overrides, as = "bearer" } = {},
    ) => {
      const caller = await authenticate({ type: as, text: token }, { ...client, ...overrides });
      const schemas: Schemas = operations[operation];
      const input = {
        id,
        name,
        ...(schemas.body && { body: validate(schemas.body, body ?? {}) }),
        ...(schemas.query && { query: validate(schemas.query, query ?? {}) }),
      };
      // The input is what this very operation's schemas made.
      const useCase = useCases[operation] as (caller: Caller, input: unknown) => Promise<unknown>;
      return ((await useCase(caller, input)) ?? {}) as Record<string, unknown>;
    },
    authenticate: (token) => authenticate({ type: "bearer", text: token }, client),
    exchange: async (accountId, { issuer, sub }) => {
      const claims = { iss: issuer, sub, aud: world.audience, jti: randomUUID() };
      const expiresAt = clock.now / 1000 + 300;
      const exchange = createExchange({
        ...deps,
        verifyIdToken: async () => ({ type: "verified", issuer, expiresAt, claims }),
      });
      const body = {
        grant_type: EXCHANGE_GRANT,
        subject_token: "an.id.token",
        subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
        resource: ACCOUNT_URN + accountId,
      };
      try {
        return (await exchange({ client, bearer: undefined }, { body })).access_token;
      } catch (cause) {
        if (cause instanceof Problem && cause.code === "invalid_grant") return undefined;
        throw cause;
      }
    },
    signInAs: async (who) => signInAs(deps, clock, who),
    rightsOf: async (text) => {
      const now = world.now().toISOString();
      const scopes = createScopes(store.read);
      const verified =
        (await verify(deps, store.read, text)) ?? (await verifySession(deps, store.read, text));
      return (
        verified &&
        loadRights(store.read, {
          token: verified.token,
          scopes,
          policies: createPolicies(store.read, scopes),
          now,
        })
      );
    },
    reuses,
    storeUses: () => store.recordUses(noted.splice(0)),
    [Symbol.asyncDispose]: rest[Symbol.asyncDispose],
  };
}
