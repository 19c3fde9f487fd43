import { createHash } from "node:crypto";
import { CALLBACK_PATH } from "../../contract/session-routes.ts";
import type { Dependencies } from "../dependencies.ts";
import type { IdentityProviderRow } from "./sign-in-rows.ts";
import { endOf } from "../tokens/token-end.ts";

/** How long a sign-in may take, second factors included. */
const TIME = "PT10M";

/** Bytes of what nobody is to guess: RFC 6749 section 10.10, RFC 7636 section 7.1. */
const RANDOM_BYTES = 32;

/** A sign-in that was begun: all the server has to know of it, kept by the browser alone, sealed. */
export interface BegunSignIn {
  readonly provider_id: string;
  readonly nonce: string;
  /** RFC 7636 section 4.1. */
  readonly verifier: string;
  /** A local path. */
  readonly return_to: string;
  /** The id of the session that the browser had, which ends. */
  readonly ends: string | null;
  readonly until: string;
  /** The user who is to prove that it is them; null where anybody may sign in. */
  readonly confirms: string | null;
}

/** The state that goes round by the identity provider: 256 bits in base64url. */
export const STATE = /^[A-Za-z0-9_-]{43}$/;

export function newSecretText({ randomBytes }: Pick<Dependencies, "randomBytes">): string {
  return Buffer.from(randomBytes(RANDOM_BYTES)).toString("base64url");
}

/** RFC 7636 section 4.2, method `S256`. */
export function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

export function endOfSignIn(now: string): string {
  return endOf(now, TIME);
}

type Vault = NonNullable<Dependencies["vault"]>;

const placeOf = (state: string) => ({ table: "begun_sign_ins", id: state }) as const;

/** Sealed with the state it goes with, so that no other opens it. */
export function sealSignIn(vault: Vault, state: string, begun: BegunSignIn): string {
  return vault.seal(placeOf(state), Buffer.from(JSON.stringify(begun))).sealed;
}

/** Undefined when it was not sealed here, for that state. */
export function openSignIn(vault: Vault, state: string, sealed: string): BegunSignIn | undefined {
  try {
    const bytes = vault.open(placeOf(state), { sealed, encryption_key_id: "" });
    // What is sealed here is of this very shape.
    return JSON.parse(bytes.toString()) as BegunSignIn;
  } catch {
    return undefined;
  }
}

/**
 * Where an identity provider sends people back to. Each has one of its own, so that an answer of one is never taken for
 * another's (RFC 9700 section 4.4.2).
 * @param publicUrl of this server; null without one
 */
export function redirectUriOf(
  publicUrl: string | null,
  { name }: Pick<IdentityProviderRow, "name">,
): string | null {
  return publicUrl === null ? null : `${publicUrl}${CALLBACK_PATH.replace("{provider}", name)}`;
}

/** A path of this server, under its public URL, and nowhere else; undefined for what is none. */
export function localTarget(publicUrl: string, path: string): string | undefined {
  if (!/^\/(?![/\\])[!-~]*$/.test(path) || path.includes("\\")) return undefined;
  const target = `${publicUrl}${path}`;
  return URL.canParse(target) && new URL(target).href.startsWith(`${publicUrl}/`) ? target : undefined;
}
