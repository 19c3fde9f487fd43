import type { ClientProblem, Result } from "../../server/contract/client.ts";
import type { AccessToken } from "../from-contract/connect.ts";

/** What requests are made with. */
export type Credential =
  | { readonly type: "found"; readonly value: string }
  | { readonly type: "missing"; readonly problem: ClientProblem };

export interface ShortLived {
  /** The token there is, or a new one when that is about to end. */
  readonly get: (signal: AbortSignal) => Promise<Credential>;
  /** Ends every token that was made, by as few words as possible: the run is over. */
  readonly close: () => Promise<void>;
}

interface Held extends AccessToken {
  /** By this machine's clock, in milliseconds since 1970. */
  readonly renewAt: number;
  readonly endsAt: number;
}

/** How long before its end a token is given up: time for requests that are under way. */
const MARGIN_SECONDS = 60;

/**
 * Tokens that end on their own, one after the other for as long as the run lasts. Requests at once share one exchange; while
 * a new one cannot be had, the old one is used to its end.
 */
export function shortLived(
  exchange: (signal: AbortSignal) => Promise<Result<AccessToken>>,
  revoke: (token: string) => Promise<void>,
): ShortLived {
  const live = new Set<Held>();
  let held: Held | undefined;
  let exchanging: Promise<Credential> | undefined;

  const renewed = async (signal: AbortSignal): Promise<Credential> => {
    const started = Date.now();
    const result = await exchange(signal);
    if (result.type === "problem") {
      return held && Date.now() < held.endsAt
        ? { type: "found", value: held.token }
        : { type: "missing", problem: result.problem };
    }
    const { token, seconds } = result.value;
    const margin = Math.min(MARGIN_SECONDS, seconds / 3);
    const at = (after: number): number => started + after * 1000;
    held = { token, seconds, renewAt: at(seconds - margin), endsAt: at(seconds) };
    live.add(held);
    return { type: "found", value: token };
  };

  return {
    get: async (signal) => {
      if (held && Date.now() < held.renewAt) return { type: "found", value: held.token };
      exchanging ??= renewed(signal).finally(() => {
        exchanging = undefined;
      });
      return await exchanging;
    },
    close: async () => {
      const left = [...live].filter(({ endsAt }) => Date.now() < endsAt);
      live.clear();
      held = undefined;
      await Promise.all(left.map(({ token }) => revoke(token)));
    },
  };
}
