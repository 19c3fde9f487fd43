import { setTimeout } from "node:timers/promises";
import { send } from "./http.ts";
import { spawnServer } from "./spawned-server.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { isSignedBy, type Received, startReceiver } from "./webhook-receiver.ts";

/** What was found after a server was killed in the middle of sending to a webhook, and started again. */
export interface OutboxKillRound {
  /** Tokens whose making was answered, of all rounds so far. */
  readonly acknowledged: number;
  /** Those of them whose event did not arrive, however long it was waited for. */
  readonly untold: readonly string[];
  /** Messages whose signature is not the webhook's. */
  readonly forged: number;
}

const CLIENTS = 8;
const TOKENS = 25;
/** Milliseconds: longer than what was being sent is left to whoever took it. */
const PATIENCE = 30_000;

/** Clients make tokens while the receiver takes its time; the server is killed with messages on their way. */
export async function* outboxKillRounds(rounds: number): AsyncGenerator<OutboxKillRound> {
  using folder = temporaryFolder();
  await using receiver = await startReceiver(async () => {
    await setTimeout(20);
    return undefined;
  });
  const env = { JETON_OUTBOUND_ALLOW: "127.0.0.1" };
  let server = await spawnServer({ folder: folder.path, env });
  const { token } = server;
  const made = { name: "outbox", project: "system", url: receiver.url, events: ["token.created"] };
  const { secret } = (
    await send(server.url, { method: "POST", path: "/v1/webhooks", token, body: made })
  ).json();
  const acknowledged: string[] = [];
  const told = (): ReadonlySet<unknown> =>
    new Set(receiver.received.map((message) => message.event()["subject"]));
  const make = async (round: number, client: number): Promise<void> => {
    for (let index = 0; ; index += 1) {
      const name = [round, client, index].join("-");
      const body = { role_id: "role_viewer", project: "system", name };
      const reply = await send(server.url, { method: "POST", path: "/v1/tokens", token, body });
      acknowledged.push(String(reply.json()["id"]));
      if (acknowledged.length >= TOKENS * (round + 1)) server.kill("SIGKILL");
    }
  };
  try {
    for (let round = 0; round < rounds; round += 1) {
      await Promise.allSettled(Array.from({ length: CLIENTS }, (_, client) => make(round, client)));
      await server.ended;
      server = await spawnServer({ folder: folder.path, token, env });
      const untold = (): string[] => {
        const all = told();
        return acknowledged.filter((id) => !all.has(id));
      };
      const end = performance.now() + PATIENCE;
      while (untold().length > 0 && performance.now() < end) await setTimeout(100);
      // Those of former rounds are older than a receiver takes by now: each is judged by the time it was sent at.
      const sentAt = (message: Received): number => Number(message.headers.get("webhook-timestamp")) * 1000;
      const forged = receiver.received.filter(
        (message) => !isSignedBy(String(secret), message, sentAt(message)),
      ).length;
      yield { acknowledged: acknowledged.length, untold: untold(), forged };
    }
  } finally {
    await server[Symbol.asyncDispose]();
  }
}
