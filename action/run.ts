import type { Client } from "../server/contract/client.ts";
import type { Reply } from "../server/contract/operations.ts";
import type { Declared } from "./declare.ts";
import type { HandedOver, HandOver, HandOverStep } from "./hand-over.ts";
import { explainSignIn, explainWrongAccount, notJetons } from "./explain.ts";
import { explainOffline } from "./explain-identity.ts";
import type { Settings } from "./inputs.ts";
import type { Job } from "./job.ts";
import { type Minted, mintAll } from "./mint.ts";
import { oneLine } from "./plain-text.ts";
import type { RunnerIdentity } from "./runner-identity.ts";
import { type SignInPorts, type SignedIn, signInByIdentity } from "./sign-in.ts";
import type { SecretLine } from "./secret-lines.ts";
import type { MintedState, Pending, State } from "./state.ts";

/** Whose token was signed in with. */
export interface Identity {
  readonly id: string;
  /** `sa/shop/ci`, or a role's reference. */
  readonly reference: string;
  readonly isServiceAccount: boolean;
  /** Null is never. */
  readonly expiresAt: string | null;
}

export type Outcome =
  /** There is nothing to sign in with, and nothing to do that needs it. */
  | { readonly type: "offline"; readonly reason: string }
  | {
      readonly type: "done";
      /** The one signed in with. */
      readonly token: string;
      readonly identity: Identity;
      readonly minted: readonly Minted[];
      readonly handedOver: readonly HandedOver[];
    }
  | { readonly type: "failed"; readonly message: string };

export interface Ports extends Omit<SignInPorts, "connect"> {
  readonly connect: (options?: { readonly token?: string; readonly maxRetries?: number }) => Client;
  readonly newId: () => string;
  /** Hands the state to post; the last one counts. */
  readonly remember: (state: Pick<State, "url" | "token" | "exchangedUntil" | "minted" | "pending">) => void;
  /** Loaded when there is something to hand over. */
  readonly handOver: (
    lines: readonly SecretLine[],
    step: Omit<HandOverStep, "github" | "pause" | "mask" | "say" | "stop">,
  ) => ReturnType<HandOver>;
  /** Plans or applies what is declared, if anything is. */
  readonly declare: (client: Client) => Promise<Declared>;
  readonly say: (line: string) => void;
}

/**
 * Signs in, plans or applies what is declared, mints the tokens one after the other, then hands over into secrets. Whatever was minted before a failure is left
 * to post to revoke.
 */
export async function run(settings: Settings, job: Job, ports: Ports): Promise<Outcome> {
  const offline = reasonForNone(settings, ports.runner);
  if (offline !== undefined) return { type: "offline", reason: offline };
  const had = await tokenOf(settings, ports);
  const outcome = had.type === "failed" ? had : await goOn(settings, { ...had, job }, ports);
  return ports.stop.aborted ? failed(CANCELLED) : outcome;
}

async function goOn(
  settings: Settings,
  had: Extract<Had, { type: "ok" }> & { readonly job: Job },
  ports: Ports,
): Promise<Outcome> {
  const { url, lines, secrets } = settings;
  const { token, job } = had;
  const journal = openJournal(settings, had, ports);
  if (had.exchangedUntil !== undefined) journal.save();
  if (ports.stop.aborted) return failed(CANCELLED);
  const client = ports.connect({ token });
  const checked = await checkIdentity(settings, client);
  if (checked.type === "failed" || ports.stop.aborted) {
    return checked.type === "failed" ? checked : failed(CANCELLED);
  }
  const { identity, date } = checked;
  ports.say(
    `Signed in to ${url} as ${identity.reference}, with a token that ends ${identity.expiresAt ?? "never"}.`,
  );
  // First, since tokens may be for accounts that it declares.
  const declared = await ports.declare(client);
  if (declared.type === "failed") return declared;
  const step = { url, job, date };
  const all = await mintAll(lines, step, { ...ports, ...journal, client });
  if (all.type === "failed") return all;
  const { minted } = all;
  if (secrets.length === 0) return { type: "done", token, identity, minted, handedOver: [] };
  const handed = await ports.handOver(secrets, { ...step, ...journal, client });
  return handed.type === "failed"
    ? handed
    : { type: "done", token, identity, minted, handedOver: handed.done };
}

/** Why there is nothing to sign in with, where that is no failure. */
function reasonForNone({ signIn, mayBeOffline }: Settings, runner: RunnerIdentity): string | undefined {
  const isWithout = signIn.type === "none" || (signIn.type === "identity" && runner.request === undefined);
  return mayBeOffline && isWithout ? explainOffline(runner) : undefined;
}

/** What post has to undo; each change is handed over to it at once. */
interface Journal {
  readonly save: () => void;
  readonly remember: (state: MintedState) => void;
  readonly leave: (target: string, pending: Pending | undefined) => void;
}

function openJournal(
  { url, skipRevoke, files }: Settings,
  { token, exchangedUntil }: Extract<Had, { type: "ok" }>,
  ports: Pick<Ports, "remember">,
): Journal {
  const minted = new Map<string, MintedState>();
  const left = new Map<string, Pending>();
  const save = (): void => {
    const pending = [...left.values()];
    if (!skipRevoke) ports.remember({ url, token, exchangedUntil, minted: [...minted.values()], pending });
    else if (files || pending.length > 0) ports.remember({ url, token, minted: [], pending });
  };
  return {
    save,
    remember: (state) => {
      minted.set(state.tokenName, state);
      save();
    },
    leave: (target, pending) => {
      if (pending === undefined) left.delete(target);
      else left.set(target, pending);
      save();
    },
  };
}

/** Whose token it is, if it is whose it must be. */
async function checkIdentity(
  { url, signIn, expected }: Settings,
  client: Client,
): Promise<
  | { readonly type: "ok"; readonly identity: Identity; readonly date: Date }
  | { readonly type: "failed"; readonly message: string }
> {
  const way = signIn.type === "identity" ? "identity" : "token";
  const signedIn = await client.call("whoami", {});
  if (signedIn.type === "problem") return failed(explainSignIn(signedIn.problem, url, way));
  const identity = readIdentity(signedIn.value);
  if (identity === undefined) return failed(explainSignIn(notJetons, url, way));
  const wrong = expected.find((name) => name !== identity.id && name !== identity.reference);
  return wrong === undefined
    ? { type: "ok", identity, date: signedIn.date ?? new Date() }
    : failed(explainWrongAccount(identity.reference, wrong, way));
}

type Had =
  | { readonly type: "ok"; readonly token: string; readonly exchangedUntil?: string }
  | Extract<SignedIn, { type: "failed" }>;

/** The token to work with: the one that was given, or one for the job's identity. */
async function tokenOf({ url, signIn }: Pick<Settings, "url" | "signIn">, ports: Ports): Promise<Had> {
  // Without anything to sign in with it does not come to here.
  if (signIn.type === "none") return failed("There is nothing to sign in with.");
  if (signIn.type === "token") return { type: "ok", token: signIn.token };
  const { serviceAccount, audience } = signIn;
  const signedIn = await signInByIdentity({ url, serviceAccount, audience }, ports);
  return signedIn.type === "ok"
    ? { type: "ok", token: signedIn.token, exchangedUntil: signedIn.expiresAt }
    : signedIn;
}

const CANCELLED = "The job was cancelled.";

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
