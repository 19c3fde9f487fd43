import type { Measurement, Taken, ToPrimary, ToWorker } from "./messages.ts";

/** Milliseconds for which requests that were counted are gathered before the others are told. */
const GATHER = 20;

/** One of several processes that serve together, as it sees the others. */
export interface Colleague {
  readonly number: number;
  /** Whether it does what one of them does. */
  readonly isFirst: boolean;
  /** What all have alike and nobody else knows: a key. */
  readonly shared: Uint8Array;
  /** Which all listen on. */
  readonly port: number;
  /** Resolves when this one may listen; from then on `onEpoch` is called with each epoch before it is said to be known. */
  readonly mayListen: (onEpoch: (epoch: number) => void) => Promise<void>;
  readonly listens: (url: string) => void;
  /** Whether all of them listen. */
  readonly isComplete: () => boolean;
  /** Resolves when all others know of the epoch, or have ended; at once for one that does not listen yet. */
  readonly confirm: (epoch: number) => Promise<void>;
  /** Tells the others of a request that was counted against a limit. */
  readonly took: (taken: Taken) => void;
  readonly onTaken: (listener: (taken: Taken) => void) => void;
  /** The metrics of the others. */
  readonly measurements: () => Promise<readonly Measurement[]>;
  readonly onMeasure: (measure: () => string) => void;
  /** Resolves when all are to end. */
  readonly stopped: Promise<void>;
  readonly isStopping: () => boolean;
  /** Resolves when all others have ended. */
  readonly isLast: Promise<void>;
}

/** The channel to the primary. Without one there is nothing to serve for: Node.js ends the process. */
export interface Channel {
  readonly send: (message: ToPrimary) => void;
  readonly onMessage: (listener: (message: ToWorker) => void) => void;
}

type Type = ToWorker["type"];
type OfType<T extends Type> = Extract<ToWorker, { readonly type: T }>;
type On = <T extends Type>(type: T, listener: (message: OfType<T>) => void) => void;

/** Each kind of message has its listener. */
function listening({ onMessage }: Channel): On {
  const listeners = new Map<Type, (message: never) => void>();
  onMessage((message) => {
    // A listener is kept under the type of the messages it takes.
    listeners.get(message.type)?.(message as never);
  });
  return (type, listener) => void listeners.set(type, listener);
}

export async function joinColleagues(channel: Channel): Promise<Colleague> {
  const { send } = channel;
  const on = listening(channel);
  const first = <T extends Type>(type: T): Promise<OfType<T>> =>
    new Promise((resolve) => {
      on(type, resolve);
    });
  const [begun, stopped, isLast] = [first("begin"), first("stop"), first("last")];
  let [isServing, isComplete, isStopping] = [false, false, false];
  void stopped.then(() => (isStopping = true));
  on("complete", () => (isComplete = true));
  const confirm = confirming(send, on);
  send({ type: "hello" });
  const { number, shared, port } = await begun;
  return {
    number,
    isFirst: number === 1,
    shared: Buffer.from(shared, "hex"),
    port,
    mayListen: async (onEpoch) => {
      const told = first("listen");
      on("epoch", ({ epoch }) => {
        onEpoch(epoch);
        send({ type: "known", epoch });
      });
      send({ type: "opened" });
      onEpoch((await told).epoch);
      isServing = true;
    },
    listens: (url) => {
      send({ type: "listening", url });
    },
    isComplete: () => isComplete,
    confirm: async (epoch) => {
      if (isServing) await confirm(epoch);
    },
    ...tellingTaken(send, on),
    ...measuring(send, on),
    stopped: stopped.then(() => undefined),
    isStopping: () => isStopping,
    isLast: isLast.then(() => undefined),
  };
}

type Send = Channel["send"];

function confirming(send: Send, on: On): Colleague["confirm"] {
  let settled = 0;
  let waiting: { readonly epoch: number; readonly resolve: () => void }[] = [];
  on("settled", ({ epoch }) => {
    settled = Math.max(settled, epoch);
    for (const change of waiting) if (change.epoch <= settled) change.resolve();
    waiting = waiting.filter((change) => change.epoch > settled);
  });
  return async (epoch) => {
    if (epoch <= settled) return;
    await new Promise<void>((resolve) => {
      if (!waiting.some((change) => change.epoch === epoch)) send({ type: "raised", epoch });
      waiting.push({ epoch, resolve });
    });
  };
}

function tellingTaken(send: Send, on: On): Pick<Colleague, "took" | "onTaken"> {
  const gathered = new Map<string, Taken>();
  return {
    took: (taken) => {
      const name = JSON.stringify([taken.name, taken.key, taken.limit]);
      if (gathered.size === 0) {
        setTimeout(() => {
          send({ type: "taken", taken: [...gathered.values()].filter(({ count }) => count !== 0) });
          gathered.clear();
        }, GATHER);
      }
      gathered.set(name, { ...taken, count: (gathered.get(name)?.count ?? 0) + taken.count });
    },
    onTaken: (listener) => {
      on("taken", ({ taken }) => {
        for (const one of taken) listener(one);
      });
    },
  };
}

function measuring(send: Send, on: On): Pick<Colleague, "measurements" | "onMeasure"> {
  const asked = new Map<number, (of: readonly Measurement[]) => void>();
  let last = 0;
  on("measurements", ({ id, of }) => {
    asked.get(id)?.(of);
    asked.delete(id);
  });
  return {
    measurements: () =>
      new Promise((resolve) => {
        const id = (last += 1);
        asked.set(id, resolve);
        send({ type: "measure", id });
      }),
    onMeasure: (measure) => {
      on("measure", ({ id }) => {
        send({ type: "measured", id, text: measure() });
      });
    },
  };
}
