import { MessageChannel, Worker } from "node:worker_threads";

import type { Answer, Parameter, Run } from "./dialect.ts";
import { storeError } from "./driver-error.ts";
import { orderList } from "./sqlite-orders.ts";
import type { Failure, Message, Opening, Reply } from "./sqlite-thread.ts";

/** A connection on the thread that writes. What is sent is carried out in order. */
export interface ThreadConnection {
  readonly run: Run;
  /** A statement whose end nobody waits for; it goes with the next `run`. If it fails, so does all that follows until `rollback`. */
  readonly tell: (statement: string, parameters?: readonly Parameter[]) => void;
  /** Whether a transaction was open at the last answer: SQLite ends it by itself on some errors (https://sqlite.org/lang_transaction.html). */
  readonly isOpen: () => boolean;
  /** Whether something that was told had failed in it by then. */
  readonly isBroken: () => boolean;
  /** The thread has ended, and the connection with it. */
  readonly isLost: () => boolean;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** What was told goes no later than this, so that the thread works while more is made. */
const MOST_HELD = 32;

/** From source the file beside this one; the bundle has it beside its parts. */
const program = new URL(
  import.meta.url.endsWith(".ts") ? "./sqlite-thread.ts" : "./sqlite-thread.mjs",
  import.meta.url,
);

let thread: Worker | undefined;
/** Why the last one ended. */
let death: Error | undefined;

/** The one thread of this process that writes, for all its connections: a thread more costs 20 MB. */
export function writingThread(): Worker {
  if (thread) return thread;
  // It needs nothing of ours: no arguments for Node, and no environment, which holds secrets.
  const started = new Worker(program, { name: "sqlite", env: {}, execArgv: [] });
  started.unref();
  started.on("error", (error: Error) => {
    death = error;
  });
  started.once("exit", () => {
    if (thread === started) thread = undefined;
  });
  thread = started;
  return started;
}

function lostError(): Error {
  const reason = death ? `: ${death.message}` : "";
  return storeError(new Error(`The thread that writes has ended${reason}`, { cause: death }), false);
}

/** As the driver made it. */
function errorOf({ message, errcode }: Failure): Error {
  const error = new Error(message);
  return errcode === undefined ? error : Object.assign(error, { errcode });
}

/** A connection with the settings of sqlite-connection.ts. Rejects with the driver's error. */
export async function connectOnThread(file: string): Promise<ThreadConnection> {
  const { port1: port, port2 } = new MessageChannel();
  const waiting: Waiting[] = [];
  const orders = orderList();
  let isOpen = false;
  let isBroken = false;
  let isLost = false;

  const settle = (reply: Reply): void => {
    const first = waiting.shift();
    ({ isOpen, isBroken } = reply);
    if ("answer" in reply) first?.resolve(reply.answer);
    else first?.reject(errorOf(reply.failure));
  };
  const answered = (send: () => void): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (isLost) {
        reject(lostError());
        return;
      }
      waiting.push({ resolve, reject });
      send();
    });
  const post = (message: Message): void => {
    port.postMessage(message);
  };

  port.on("message", settle);
  port.once("close", () => {
    [isLost, isOpen, isBroken] = [true, false, false];
    for (const { reject } of waiting.splice(0)) reject(lostError());
  });
  await answered(() => {
    const opening: Opening = { file, port: port2 };
    writingThread().postMessage(opening, [port2]);
  });
  return {
    run: (statement, parameters) =>
      answered(() => {
        orders.add(statement, parameters);
        post({ orders: orders.take(), isAnswered: true });
      }),
    tell: (statement, parameters = []) => {
      orders.add(statement, parameters);
      if (orders.size() >= MOST_HELD) post({ orders: orders.take(), isAnswered: false });
    },
    isOpen: () => isOpen,
    isBroken: () => isBroken,
    isLost: () => isLost,
    close: async () => {
      if (!isLost) await answered(() => post(undefined));
      port.close();
    },
  };
}
