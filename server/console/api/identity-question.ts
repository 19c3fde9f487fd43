/**
 * The question to whoever is signed in to prove who they are, which the server asks for before what is dangerous. One
 * dialog asks it, however many requests wait for the answer.
 */

type Answer = (isProven: boolean) => void;

let waiting: readonly Answer[] = [];
const watchers = new Set<() => void>();
/** How often it was proved: each time the session is another. */
let proofs = 0;

function changeWaiting(now: readonly Answer[]): void {
  waiting = now;
  for (const watcher of watchers) watcher();
}

/** Resolves once it is proved, to true, or given up. */
export function askForProof(): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  changeWaiting([...waiting, resolve]);
  return promise;
}

export function answerProof(isProven: boolean): void {
  if (isProven) proofs += 1;
  for (const answer of waiting) answer(isProven);
  changeWaiting([]);
}

export const countProofs = (): number => proofs;
export const isAsking = (): boolean => waiting.length > 0;

export function watchProof(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
}
