import cluster from "node:cluster";
import type { Worker } from "node:cluster";
import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Logger } from "pino";
import { claimPort } from "./claim-port.ts";
import { type Confirmations, createConfirmations } from "./confirmations.ts";
import { createMeasuring, type Measuring } from "./measuring.ts";
import type { ToPrimary, ToWorker } from "./messages.ts";
import { createPauses } from "./replacing.ts";
import { scheduledOf, watchWaiting } from "./waited-for-processor.ts";

/**
 * Milliseconds after which a worker that does not answer is killed, if it had a processor to answer on and if not, and between
 * two looks.
 */
const PATIENCE = { patience: 5000, longest: 30_000 } as const;
const LOOK_EVERY = 1000;

const sinceStart = (): number => performance.now();

/** The one that migrates, and does what must be done once; the others are started after it. */
const FIRST = 1;

export interface Workers {
  /** With the port that was really taken. */
  readonly url: string;
  /** Resolves, with why, when a worker ends again and again. */
  readonly failed: Promise<string>;
  /** Asks all to end, as one server does, and waits for them. */
  readonly close: () => Promise<void>;
}

interface Live {
  readonly process: Worker;
  /** Milliseconds. */
  readonly since: number;
}

/** The processes there are, by their numbers. */
interface Team {
  readonly live: ReadonlyMap<number, Live>;
  readonly tell: (worker: number, message: ToWorker) => void;
  readonly tellAll: (message: ToWorker, but?: number) => void;
  readonly start: (worker: number) => void;
}

interface Events {
  readonly onMessage: (worker: number, message: ToPrimary) => void;
  /** @param how its code or signal @param up milliseconds since it was started */
  readonly onEnd: (worker: number, how: string, up: number) => void;
}

function createTeam({ onMessage, onEnd }: Events): Team {
  const live = new Map<number, Live>();
  const tell = (worker: number, message: ToWorker): void => {
    const process = live.get(worker)?.process;
    // One that ends meanwhile is told nothing any more.
    if (process?.isConnected()) process.send(message, () => undefined);
  };
  return {
    live,
    tell,
    tellAll: (message, but) => {
      for (const worker of live.keys()) if (worker !== but) tell(worker, message);
    },
    start: (worker) => {
      const since = performance.now();
      const process = cluster.fork();
      live.set(worker, { process, since });
      process.on("message", (message: ToPrimary) => {
        onMessage(worker, message);
      });
      process.once("exit", (code: number | null, signal: string | null) => {
        live.delete(worker);
        onEnd(worker, signal ?? `code ${String(code)}`, performance.now() - since);
      });
    },
  };
}

interface Surroundings {
  readonly listen: { readonly host: string; readonly port: number };
  readonly logger: Logger;
}

/**
 * Starts `count` processes of this command, which share a port: the kernel gives each of them its connections.
 * @throws Error when one ends before all listen: it has said why
 */
export async function startWorkers(count: number, { listen, logger }: Surroundings): Promise<Workers> {
  const parts = {
    logger,
    port: await claimPort(listen),
    confirmations: createConfirmations({ now: sinceStart, ...PATIENCE }),
    measuring: createMeasuring(),
    /** What the workers know of each other's keys must not be guessed from outside. */
    shared: randomBytes(32).toString("hex"),
    onListening: new Map<number, (url: string) => void>(),
  };
  const failure = Promise.withResolvers<string>();
  const pauseAfter = createPauses();
  let stage: "starting" | "complete" | "stopping" = "starting";

  const team = createTeam({
    onMessage: (worker, message) => {
      handle(worker, message, { ...parts, team });
      if (message.type === "listening" && stage === "complete") team.tell(worker, { type: "complete" });
    },
    onEnd: (worker, how, up) => {
      parts.confirmations.leave(worker);
      if (stage === "starting")
        failure.resolve(`worker ${String(worker)} ended with ${how} before all listened`);
      if (stage === "stopping") tellLast(team);
      if (stage !== "complete") return;
      logger.error({ worker, how }, "A worker has ended; another one takes its place");
      const pause = pauseAfter(worker, up);
      if (pause === undefined)
        failure.resolve(`worker ${String(worker)} ends again and again, last with ${how}`);
      else void setTimeout(pause).then(() => stage === "complete" && team.start(worker));
    },
  });
  const looking = setInterval(parts.confirmations.watch, LOOK_EVERY);
  const close = async (): Promise<void> => {
    stage = "stopping";
    team.tellAll({ type: "stop" });
    tellLast(team);
    await Promise.all([...team.live.values()].map(ended));
    clearInterval(looking);
  };
  const listening = (worker: number): Promise<string> =>
    new Promise((resolve) => {
      parts.onListening.set(worker, resolve);
      team.start(worker);
    });
  const others = Array.from({ length: count - 1 }, (_, index) => FIRST + 1 + index);
  const all = listening(FIRST).then(async (url) => {
    await Promise.all(others.map(listening));
    return { url };
  });
  const outcome = await Promise.race([all, failure.promise]);
  if (typeof outcome === "string") {
    await close();
    throw new Error(outcome);
  }
  stage = "complete";
  team.tellAll({ type: "complete" });
  return { ...outcome, failed: failure.promise, close };
}

/** The first one ends last: what is done once at the end is then done after all others. */
function tellLast({ live, tell }: Team): void {
  if ([...live.keys()].every((worker) => worker === FIRST)) tell(FIRST, { type: "last" });
}

function ended({ process }: Live): Promise<void> {
  return new Promise((resolve) => {
    if (process.isDead()) resolve();
    else
      process.once("exit", () => {
        resolve();
      });
  });
}

interface Parts {
  readonly logger: Logger;
  readonly team: Team;
  readonly confirmations: Confirmations;
  readonly measuring: Measuring;
  readonly shared: string;
  readonly port: number;
  readonly onListening: ReadonlyMap<number, (url: string) => void>;
}

function handle(worker: number, message: ToPrimary, parts: Parts): void {
  const { team, confirmations, measuring } = parts;
  const tell = (reply: ToWorker): void => {
    team.tell(worker, reply);
  };
  switch (message.type) {
    case "hello":
      tell({ type: "begin", number: worker, shared: parts.shared, port: parts.port });
      break;
    case "opened":
      confirmations.join(worker, {
        ask: (epoch) => {
          tell({ type: "epoch", epoch });
        },
        settle: (epoch) => {
          tell({ type: "settled", epoch });
        },
        kill: () => {
          parts.logger.error({ worker }, "A worker does not answer, and is ended");
          team.live.get(worker)?.process.process.kill("SIGKILL");
        },
        waited: watchWaiting(() => scheduledOf(team.live.get(worker)?.process.process.pid), sinceStart),
      });
      tell({ type: "listen", epoch: confirmations.epoch() });
      break;
    case "listening":
      parts.onListening.get(worker)?.(message.url);
      break;
    case "raised":
      confirmations.raised(worker, message.epoch);
      break;
    case "known":
      confirmations.known(worker, message.epoch);
      break;
    case "taken":
      team.tellAll(message, worker);
      break;
    case "measure":
      void gather(worker, message.id, parts);
      break;
    case "measured":
      measuring.answer(message.id, { worker, text: message.text });
  }
}

async function gather(worker: number, id: number, { team, measuring }: Parts): Promise<void> {
  const others = [...team.live.keys()].filter((other) => other !== worker);
  const of = await measuring.gather(others, (asked) => {
    team.tellAll({ type: "measure", id: asked }, worker);
  });
  team.tell(worker, { type: "measurements", id, of });
}
