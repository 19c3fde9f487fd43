import { parentPort } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";

import type { Answer } from "./dialect.ts";
import { connect } from "./sqlite-connection.ts";
import type { Connection } from "./sqlite-connection.ts";
import { orderReader } from "./sqlite-orders.ts";
import type { Order, Orders } from "./sqlite-orders.ts";

/**
 * The thread of the connections that write: each is served through a port of its own, which carries its orders in and the
 * answers out, both in order. What waits for a disk or a lock waits here, and the server goes on answering.
 */

/** The first message of all: a connection to open, which is answered like an order. */
export interface Opening {
  readonly file: string;
  readonly port: MessagePort;
}

/** What comes in through a port: `undefined` closes the connection. */
export type Message =
  | { readonly orders: Orders; /** The last one. */ readonly isAnswered: boolean }
  | undefined;

/** An error of the driver, which would lose its code on the way. */
export interface Failure {
  readonly message: string;
  readonly errcode: number | undefined;
}

export type Reply = ({ readonly answer: Answer } | { readonly failure: Failure }) & {
  /** Whether there is a transaction now. */
  readonly isOpen: boolean;
  /** Whether something has failed in it that nobody waited for. */
  readonly isBroken: boolean;
};

/** More would only wait for each other: they are on one thread, and the one with the lock may be among them. */
const BLOCKING_WAIT_MS = 0;

const nothing: Answer = { rows: [], changes: 0 };

function failureOf(error: unknown): Failure {
  const errcode = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  return {
    message: error instanceof Error ? error.message : String(error),
    errcode: typeof errcode === "number" ? errcode : undefined,
  };
}

function serve({ database, answer }: Connection, port: MessagePort): void {
  let broken: { readonly by: unknown } | undefined;
  const reply = (outcome: { readonly answer: Answer } | { readonly failure: Failure }): void => {
    const isOpen = database.isOpen && database.isTransaction;
    port.postMessage({ ...outcome, isOpen, isBroken: broken !== undefined } satisfies Reply);
  };
  const carryOut = ({ statement, parameters }: Order, isAnswered: boolean): void => {
    try {
      // What nobody waits for fails all that follows until the transaction is rolled back.
      if (statement === "rollback" || statement.startsWith("begin")) broken = undefined;
      if (broken) throw broken.by;
      const made = answer(statement, parameters);
      if (isAnswered) reply({ answer: made });
    } catch (error) {
      if (isAnswered) reply({ failure: failureOf(error) });
      else broken ??= { by: error };
    }
  };
  const read = orderReader();
  port.on("message", (message: Message) => {
    if (message) {
      for (const order of read(message.orders)) carryOut(order, order.isLast && message.isAnswered);
      return;
    }
    database.close();
    reply({ answer: nothing });
    port.close();
  });
  // Whoever ends without a word leaves no transaction behind.
  port.on("close", () => {
    if (database.isOpen) database.close();
  });
}

parentPort?.on("message", ({ file, port }: Opening) => {
  connect(file, { timeout: BLOCKING_WAIT_MS }).then(
    (connection) => {
      serve(connection, port);
      port.postMessage({ answer: nothing, isOpen: false, isBroken: false } satisfies Reply);
    },
    (error: unknown) => {
      port.postMessage({ failure: failureOf(error), isOpen: false, isBroken: false } satisfies Reply);
      port.close();
    },
  );
});
