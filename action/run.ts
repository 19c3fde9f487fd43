import type { Client, ClientProblem } from "../server/contract/client.ts";
import type { Reply } from "../server/contract/operations.ts";
import { parseTokenText } from "../server/contract/token-text.ts";
import { explainMint, explainSignIn } from "./explain.ts";
import type { Settings } from "./inputs.ts";
import { describeToken, type Job, labelsOf, tokenName } from "./job.ts";
import { oneLine } from "./plain-text.ts";
import type { MintedState, State } from "./state.ts";
import type { TokenLine } from "./token-lines.ts";

/** Whose token was signed in with. */
export interface Identity {
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
  | { readonly type: "done"; readonly identity: Identity; readonly minted: readonly Minted[] }
  | { readonly type: "failed"; readonly message: string };

export interface Ports {
  readonly client: Client;
  /** Once it is aborted, nothing more is begun. */
  readonly stop: AbortSignal;
  readonly newId: () => string;
  /** Registers a secret with the runner's masker. */
  readonly mask: (secret: string) => void;
  /** Hands the state to post; the last one counts. */
  readonly remember: (state: State) => void;
  readonly say: (line: string) => void;
}

/** Signs in, then mints the tokens one after the other. Whatever was minted before a failure is left to post to revoke. */
export async function run(settings: Settings, job: Job, ports: Ports): Promise<Outcome> {
  const { url } = settings;
  const signedIn = await ports.client.call("whoami", {});
  if (ports.stop.aborted) return failed(CANCELLED);
  if (signedIn.type === "problem") return failed(explainSignIn(signedIn.problem, url));
  const identity = readIdentity(signedIn.value);
  if (identity === undefined) return failed(explainSignIn(notJetons, url));
  ports.say(
    `Signed in to ${url} as ${identity.reference}, with a token that ends ${identity.expiresAt ?? "never"}.`,
  );

  const minted: Minted[] = [];
  const remembered = new Map<string, MintedState>();
  const remember = (state: MintedState): void => {
    remembered.set(state.tokenName, state);
    if (!settings.skipRevoke) {
      ports.remember({ url, token: settings.token, minted: [...remembered.values()] });
    }
  };
  for (const line of settings.lines) {
    const result = await mint({ line, url, job }, ports, remember);
    if (ports.stop.aborted) return failed(CANCELLED);
    if (result.type === "failed") return result;
    minted.push(result.minted);
    ports.say(
      `Minted ${line.name} for ${line.serviceAccount} (${line.mode}), ends ${result.minted.expiresAt}.`,
    );
  }
  return { type: "done", identity, minted };
}

async function mint(
  { line, url, job }: { readonly line: TokenLine; readonly url: string; readonly job: Job },
  { client, mask, newId }: Ports,
  remember: (state: MintedState) => void,
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
  remember({ ...intended, id: created.value.id, expiresAt });
  return { type: "minted", minted: { line, secret, expiresAt } };
}

const CANCELLED = "The job was cancelled.";
const notJetons: ClientProblem = { code: "unexpected_reply", detail: "the answer is not Jeton's" };

/** The client trusts replies to be the contract's; this first one may come from any server that a wrong URL names. */
function readIdentity(reply: Partial<Reply<"whoami">> | null): Identity | undefined {
  const reference: unknown = reply?.subject?.reference;
  if (typeof reference !== "string" || reply?.token === undefined) return undefined;
  return {
    reference: oneLine(reference),
    isServiceAccount: reply.subject?.type === "service_account",
    expiresAt: reply.token.expires_at === null ? null : oneLine(String(reply.token.expires_at)),
  };
}

function failed(message: string): { readonly type: "failed"; readonly message: string } {
  return { type: "failed", message };
}
