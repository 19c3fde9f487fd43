import type { Client, ClientProblem } from "../server/contract/client.ts";
import type { Reply } from "../server/contract/operations.ts";
import { parseTokenText } from "../server/contract/token-text.ts";
import { explainMint, explainSignIn, explainWrongAccount } from "./explain.ts";
import type { Settings } from "./inputs.ts";
import { describeToken, type Job, labelsOf, tokenName } from "./job.ts";
import { oneLine } from "./plain-text.ts";
import { type SignInPorts, type SignedIn, signInByIdentity } from "./sign-in.ts";
import type { MintedState, State } from "./state.ts";
import type { TokenLine } from "./token-lines.ts";

/** Whose token was signed in with. */
export interface Identity {
  readonly id: string;
  /** `sa/shop/ci`, or a role's reference. */
  readonly reference: string;
  readonly isServiceAccount: boolean;
  /** Null is never. */
  readonly expiresAt: string | null;
}

export interface Minted {
  readonly line: TokenLine;
  readonly secret: string;
  readonly expiresAt: string;
}

export type Outcome =
  | {
      readonly type: "done";
      /** The one signed in with. */
      readonly token: string;
      readonly identity: Identity;
      readonly minted: readonly Minted[];
    }
  | { readonly type: "failed"; readonly message: string };

export interface Ports extends Omit<SignInPorts, "connect"> {
  readonly connect: (options?: { readonly token?: string; readonly maxRetries?: number }) => Client;
  readonly newId: () => string;
  /** Hands the state to post; the last one counts. */
  readonly remember: (state: State) => void;
  readonly say: (line: string) => void;
}

/** Signs in, then mints the tokens one after the other. Whatever was minted before a failure is left to post to revoke. */
export async function run(settings: Settings, job: Job, ports: Ports): Promise<Outcome> {
  const { url } = settings;
  const had = await tokenOf(settings, ports);
  if (had.type === "failed") return ports.stop.aborted ? failed(CANCELLED) : had;
  const { token } = had;
  const remember = remembering(settings, had, ports);
  if (had.exchangedUntil !== undefined) remember();
  if (ports.stop.aborted) return failed(CANCELLED);

  const client = ports.connect({ token });
  const checked = await checkIdentity(settings, client);
  if (ports.stop.aborted) return failed(CANCELLED);
  if (checked.type === "failed") return checked;
  const { identity } = checked;
  ports.say(
    `Signed in to ${url} as ${identity.reference}, with a token that ends ${identity.expiresAt ?? "never"}.`,
  );

  const minted: Minted[] = [];
  for (const line of settings.lines) {
    const result = await mint({ line, url, job }, { ...ports, client }, remember);
    if (ports.stop.aborted) return failed(CANCELLED);
    if (result.type === "failed") return result;
    minted.push(result.minted);
    ports.say(
      `Minted ${line.name} for ${line.serviceAccount} (${line.mode}), ends ${result.minted.expiresAt}.`,
    );
  }
  return { type: "done", token, identity, minted };
}

type Remember = (state?: MintedState) => void;

/** Hands post what it has to revoke, again whenever something is added. */
function remembering(
  { url, skipRevoke }: Settings,
  { token, exchangedUntil }: Extract<Had, { type: "ok" }>,
  ports: Pick<Ports, "remember">,
): Remember {
  const states = new Map<string, MintedState>();
  return (state) => {
    if (state !== undefined) states.set(state.tokenName, state);
    if (!skipRevoke) ports.remember({ url, token, exchangedUntil, minted: [...states.values()] });
  };
}

/** Whose token it is, if it is whose it must be. */
async function checkIdentity(
  { url, signIn, expected }: Settings,
  client: Client,
): Promise<
  { readonly type: "ok"; readonly identity: Identity } | { readonly type: "failed"; readonly message: string }
> {
  const signedIn = await client.call("whoami", {});
  if (signedIn.type === "problem") return failed(explainSignIn(signedIn.problem, url, signIn.type));
  const identity = readIdentity(signedIn.value);
  if (identity === undefined) return failed(explainSignIn(notJetons, url, signIn.type));
  const wrong = expected.find((name) => name !== identity.id && name !== identity.reference);
  return wrong === undefined
    ? { type: "ok", identity }
    : failed(explainWrongAccount(identity.reference, wrong, signIn.type));
}

type Had =
  | { readonly type: "ok"; readonly token: string; readonly exchangedUntil?: string }
  | Extract<SignedIn, { type: "failed" }>;

/** The token to work with: the one that was given, or one for the job's identity. */
async function tokenOf({ url, signIn }: Pick<Settings, "url" | "signIn">, ports: Ports): Promise<Had> {
  if (signIn.type === "token") return { type: "ok", token: signIn.token };
  const { serviceAccount, audience } = signIn;
  const signedIn = await signInByIdentity({ url, serviceAccount, audience }, ports);
  return signedIn.type === "ok"
    ? { type: "ok", token: signedIn.token, exchangedUntil: signedIn.expiresAt }
    : signedIn;
}

async function mint(
  { line, url, job }: { readonly line: TokenLine; readonly url: string; readonly job: Job },
  { client, mask, newId }: Pick<Ports, "mask" | "newId"> & { readonly client: Client },
  remember: Remember,
): Promise<
  { readonly type: "minted"; readonly minted: Minted } | { readonly type: "failed"; readonly message: string }
> {
  const { name, serviceAccount, ttl, mode, within } = line;
  const intended = { name, tokenName: tokenName(job, name, newId()) };
  remember(intended);
  const created = await client.call("token.create", {
    body: {
      service_account_id: serviceAccount,
      name: intended.tokenName,
      description: describeToken(job, name),
      ephemeral: true,
      mode,
      within,
      max_age: ttl,
      labels: labelsOf(job),
    },
  });
  if (created.type === "problem") {
    return failed(explainMint(created.problem, { name, serviceAccount, url }));
  }
  const { secret } = created.value;
  // Before anything else can speak of it.
  if (secret !== undefined) mask(secret);
  if (secret === undefined || parseTokenText(secret) === undefined) {
    return failed(explainMint(notJetons, { name, serviceAccount, url }));
  }
  const expiresAt = oneLine(String(created.value.expires_at));
  remember({ ...intended, id: created.value.id, expiresAt, secret });
  return { type: "minted", minted: { line, secret, expiresAt } };
}

const CANCELLED = "The job was cancelled.";
const notJetons: ClientProblem = { code: "unexpected_reply", detail: "the answer is not Jeton's" };

/** The client trusts replies to be the contract's; this first one may come from any server that a wrong URL names. */
function readIdentity(reply: Partial<Reply<"whoami">> | null): Identity | undefined {
  const reference: unknown = reply?.subject?.reference;
  if (typeof reference !== "string" || reply?.token === undefined) return undefined;
  return {
    id: String(reply.subject?.id),
    reference: oneLine(reference),
    isServiceAccount: reply.subject?.type === "service_account",
    expiresAt: reply.token.expires_at === null ? null : oneLine(String(reply.token.expires_at)),
  };
}

function failed(message: string): { readonly type: "failed"; readonly message: string } {
  return { type: "failed", message };
}
