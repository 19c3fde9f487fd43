import { Problem } from "../../contract/problem.ts";
import { createGate } from "../authorization/gate.ts";
import {
  argon2id,
  type Cost,
  defaultCost,
  type Derive,
  formatHash,
  isSameCost,
  isSameTag,
  parseHash,
  passwordBytes,
  SALT_BYTES,
  TAG_BYTES,
} from "./password-hash.ts";

/**
 * Hashing of passwords. It takes tens of milliseconds and 19 MiB each, so only so many run at once. Nothing here may be
 * awaited inside a transaction: hash first, then write; verify first, then write what was verified if it is still there.
 */
export interface Passwords {
  /**
   * Of whoever may set one, so that it goes before what strangers try.
   * @throws Problem `rate_limited` when too many wait already
   */
  readonly hash: (password: string) => Promise<string>;
  /**
   * Whether a password is the one a hash was made of. Of undefined, when there is nobody or no password, it costs the same
   * and is never.
   * @param isPreferred whether it goes before those of strangers, who must not keep everybody else waiting
   * @throws Problem `rate_limited` when too many wait already
   */
  readonly matches: (password: string, stored: string | undefined, isPreferred?: boolean) => Promise<boolean>;
  /** Whether a hash costs another than one made now, so that it is to be made anew when the password is at hand. */
  readonly isOutdated: (stored: string) => boolean;
}

/** Two at once leave half of Node's pool of threads to files; who waits behind 32 others waits for a second or two. */
const AT_ONCE = 2;
const WAITING = 32;

export function createPasswords({
  randomBytes,
  derive = argon2id,
  cost = defaultCost,
}: {
  readonly randomBytes: (count: number) => Uint8Array;
  readonly derive?: Derive;
  readonly cost?: Cost;
}): Passwords {
  const gate = createGate({ atOnce: AT_ONCE, waiting: WAITING, full: tooMany });
  const nobody = { cost, salt: randomBytes(SALT_BYTES), tag: randomBytes(TAG_BYTES) };
  return {
    hash: async (password) => {
      const salt = randomBytes(SALT_BYTES);
      const message = passwordBytes(password);
      const tag = await gate(() => derive({ message, salt, cost, tagBytes: TAG_BYTES }), true);
      return formatHash({ cost, salt, tag });
    },
    matches: async (password, text, isPreferred) => {
      const stored = text === undefined ? undefined : parseHash(text);
      const { salt, tag, cost: paid } = stored ?? nobody;
      const message = passwordBytes(password);
      const made = await gate(() => derive({ message, salt, cost: paid, tagBytes: tag.length }), isPreferred);
      return isSameTag(made, tag) && stored !== undefined;
    },
    isOutdated: (text) => {
      const stored = parseHash(text);
      return stored === undefined || !isSameCost(stored.cost, cost);
    },
  };
}

function tooMany(): Problem {
  return new Problem("rate_limited", "too many people sign in at once; try again in a moment", {
    retry_after: 2,
  });
}
