import type { Store, Uses } from "../domain/store.ts";
import { createNoted, type Noted } from "./noted.ts";

/** By the ids of tokens. */
export type UseRecorder = Noted<Uses>;

/** Counts uses of tokens. What decides something is not among them, see domain/tokens/token-use.ts. */
export function createUseRecorder({
  store,
  onError,
}: {
  readonly store: Pick<Store, "recordUses">;
  readonly onError: (cause: unknown) => void;
}): UseRecorder {
  return createNoted({ keyOf: ({ tokenId }) => tokenId, merge, store: store.recordUses, onError });
}

/** Both counted, and the later one's circumstances. */
function merge(one: Uses, other: Uses): Uses {
  const [later, sooner] = one.at > other.at ? [one, other] : [other, one];
  const { tokenId, at, ip, by } = later;
  const merged = { tokenId, count: one.count + other.count, at, ip, by };
  const extension = later.extension ?? sooner.extension;
  return extension ? { ...merged, extension } : merged;
}
