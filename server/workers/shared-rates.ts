import { createRates, type Rates, type RatesOf } from "../domain/tokens/rates.ts";
import type { Colleague } from "./worker.ts";

/**
 * Rates that all workers count together: each tells the others what it allowed, some milliseconds later. What is asked of
 * several of them within that time may so be more than the limit; in the long run it is the limit.
 */
export function sharedRates(
  now: () => Date,
  colleague: Pick<Colleague, "took" | "onTaken"> | undefined,
): RatesOf {
  const alone: RatesOf = (_kind, most) => createRates(now, most);
  if (!colleague) return alone;
  const kinds = new Map<string, Rates>();
  colleague.onTaken(({ name, key, limit, count }) => kinds.get(name)?.absorb(key, limit, count));
  return (name, most) => {
    const rates = alone(name, most);
    kinds.set(name, rates);
    return {
      ...rates,
      take: (key, limit) => {
        const quota = rates.take(key, limit);
        if (quota.allowed) colleague.took({ name, key, limit, count: 1 });
        return quota;
      },
      giveBack: (key, limit) => {
        rates.giveBack(key, limit);
        colleague.took({ name, key, limit, count: -1 });
      },
    };
  };
}
