/** A worker as the primary sees it. */
interface Peer {
  readonly ask: (epoch: number) => void;
  readonly settle: (epoch: number) => void;
  readonly kill: () => void;
  /** Milliseconds that its process has waited for a processor so far. */
  readonly waited: () => number;
  /** The same, as of the last look. */
  waitedThen: number;
  /** The epoch it is known to know. */
  known: number;
  /** What it was asked and has not answered yet, the oldest first. */
  asked: Asked[];
}

interface Asked {
  readonly epoch: number;
  readonly at: number;
  /** What its process had waited for a processor by then. */
  readonly waited: number;
}

/** Which worker knows of which epoch. */
export interface Confirmations {
  /** A worker that may listen now, told of the epoch with that. */
  readonly join: (worker: number, peer: Pick<Peer, "ask" | "settle" | "kill" | "waited">) => void;
  /** A worker whose process has ended. */
  readonly leave: (worker: number) => void;
  readonly raised: (worker: number, epoch: number) => void;
  readonly known: (worker: number, epoch: number) => void;
  /** The highest epoch there is. */
  readonly epoch: () => number;
  /** To be called every so often: asks whoever was not asked for long, and ends whoever does not answer. */
  readonly watch: () => void;
}

interface Times {
  /** Milliseconds, never set. */
  readonly now: () => number;
  /** Milliseconds after which a worker that does not answer is ended, without those in which it waited for a processor. */
  readonly patience: number;
  /** The same with them. */
  readonly longest: number;
}

/**
 * Tells the worker that raised the epoch once every other one knows of it. One that does not answer in time is killed, and
 * its connections end with it: only then the change is acknowledged, since until then it could accept what was revoked. On a
 * machine that has too much to do a worker is slow to answer and not hung: to end it would lose requests, and a new one has
 * to start on the same machine.
 */
export function createConfirmations(times: Times): Confirmations {
  const { now, patience } = times;
  const peers = new Map<number, Peer>();
  /** Changes that are to be acknowledged. */
  let waiting: { readonly worker: number; readonly epoch: number }[] = [];
  let highest = 0;
  let watchedAt = now();

  const settle = (): void => {
    const isSettled = ({ worker, epoch }: { worker: number; epoch: number }): boolean =>
      [...peers].every(([other, { known }]) => other === worker || known >= epoch);
    const settled = waiting.filter(isSettled);
    waiting = waiting.filter((change) => !settled.includes(change));
    for (const { worker, epoch } of settled) peers.get(worker)?.settle(epoch);
  };
  const ask = (peer: Peer): void => {
    peer.asked.push({ epoch: highest, at: now(), waited: peer.waitedThen });
    peer.ask(highest);
  };

  return {
    join: (worker, peer) => {
      peers.set(worker, { ...peer, waitedThen: peer.waited(), known: highest, asked: [] });
    },
    leave: (worker) => {
      peers.delete(worker);
      waiting = waiting.filter((change) => change.worker !== worker);
      settle();
    },
    raised: (worker, epoch) => {
      highest = Math.max(highest, epoch);
      waiting.push({ worker, epoch });
      const own = peers.get(worker);
      if (own) own.known = Math.max(own.known, epoch);
      for (const [other, peer] of peers) {
        if (other !== worker && peer.known < epoch) ask(peer);
      }
      settle();
    },
    known: (worker, epoch) => {
      const peer = peers.get(worker);
      if (!peer) return;
      peer.known = Math.max(peer.known, epoch);
      peer.asked = peer.asked.filter((asked) => asked.epoch > epoch);
      settle();
    },
    epoch: () => highest,
    watch: () => {
      const time = now();
      // Whoever was stopped together with this process must be given the time to answer.
      const wasStopped = time - watchedAt > patience / 2;
      watchedAt = time;
      for (const peer of peers.values()) {
        peer.waitedThen = peer.waited();
        if (wasStopped) peer.asked = [];
        const [oldest] = peer.asked;
        if (oldest === undefined) ask(peer);
        else if (isHung(peer, oldest, times)) peer.kill();
      }
    },
  };
}

function isHung({ waitedThen }: Peer, { at, waited }: Asked, { now, patience, longest }: Times): boolean {
  const since = now() - at;
  return since > longest || since - (waitedThen - waited) > patience;
}
