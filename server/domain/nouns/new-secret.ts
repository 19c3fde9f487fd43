import type { Reply } from "../../contract/operations.ts";
import { invalidField } from "../../contract/problem.ts";
import { makeTokenText, parseTokenText, type TokenKind, tokenKinds } from "../../contract/token-text.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { madeSecret } from "../tokens/new-token.ts";

/** How a new secret is to be handed over: brought by the caller, sealed for a key, or as it is. */
export interface HandOver {
  readonly secret: string | null;
  readonly sealed_for: string | null;
}

interface NewSecret {
  readonly secret: ReturnType<typeof madeSecret>;
  /** What the reply says of it. */
  readonly told: Pick<Reply<"token.create">, "secret" | "sealed_secret">;
}

/**
 * A secret for a token of that kind.
 * @throws Problem `validation_failed` for a text that is not of that kind or not new, and for a key that keeps nothing secret
 */
export async function newSecret(
  { randomBytes, sealFor }: Pick<Dependencies, "randomBytes" | "sealFor">,
  change: Change,
  { kind, secret, sealed_for: publicKey }: HandOver & { readonly kind: TokenKind },
): Promise<NewSecret> {
  if (secret !== null) {
    await demandNew(change, secret, kind);
    return { secret: madeSecret(secret), told: {} };
  }
  const text = makeTokenText(kind, randomBytes);
  const made = madeSecret(text);
  if (publicKey === null) return { secret: made, told: { secret: text } };
  const sealed = sealFor(publicKey, text);
  if (sealed === undefined) {
    throw invalidField(
      "/sealed_for",
      "is a key of low order, for which nothing can be kept secret; make another",
    );
  }
  return { secret: made, told: { sealed_secret: sealed } };
}

/** A text that ever was a token's never comes back to life, for nobody: who knows it may believe it dead. */
async function demandNew({ rows }: Change, text: string, kind: TokenKind): Promise<void> {
  // The lookup ids of those that the server makes for a run are forgotten with them, so that none may be brought.
  if (kind === "x") {
    throw invalidField("/secret", "must be absent: the secret of an ephemeral token is the server's to make");
  }
  const parsed = parseTokenText(text);
  if (parsed?.kind !== kind) {
    const owner = tokenKinds[kind];
    throw invalidField("/secret", `must begin with \`jtn${kind}_\`, as the token of a ${owner} does`);
  }
  const { lookup } = parsed;
  if ((await rows.secrets.get(lookup)) ?? (await rows.spent_secrets.get(lookup))) {
    throw invalidField("/secret", "was used before; make a new one");
  }
}
