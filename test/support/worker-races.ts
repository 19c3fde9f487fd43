import { setTimeout } from "node:timers/promises";
import type { Sent } from "./http.ts";
import { REFUSED } from "./lost-rights.ts";
import { type Answer, type Line, openLine, PATIENCE, type WorkersServer } from "./worker-servers.ts";

interface Raced {
  /** Verifications made after the acknowledgement, on every worker. */
  readonly verified: number;
  /** Those that were accepted all the same. */
  readonly accepted: number;
}

/**
 * Tokens that every worker has just accepted, and remembers, are revoked all at once on connections to different workers,
 * while they are used: once a revoke is acknowledged, each worker is asked again at once.
 * @throws Error that names the token, whose name has the round, and tells of workers that have ended
 */
export async function raceRevokes(server: WorkersServer, rounds: number, together = 4): Promise<Raced> {
  const lines = await server.lineToEach();
  const changing = Array.from({ length: together }, () => openLine(server.url));
  const raced = { verified: 0, accepted: 0 };
  try {
    const account = await server.create("/v1/service-accounts", { name: "racer", project: "system" });
    for (let round = 0; round < rounds; round += 1) {
      const racing = changing.map(async (change, index) => {
        const name = `t-${String(round)}-${String(index)}`;
        const body = { service_account_id: account["id"], name, max_age: "1d" };
        const statuses = await race(server, { body, lines, change, from: index }).catch((cause: unknown) => {
          throw new Error(`the race of ${name} broke off; ${endsOf(server)}`, { cause });
        });
        raced.verified += statuses.length;
        raced.accepted += statuses.filter((status) => status === 200).length;
      });
      await Promise.all(racing);
    }
  } finally {
    for (const line of [...lines, ...changing]) line[Symbol.dispose]();
  }
  return raced;
}

interface Race {
  /** What the token is made of. */
  readonly body: object;
  /** One to each worker. */
  readonly lines: readonly Line[];
  /** What it is revoked on. */
  readonly change: Line;
  /** Which worker it is used at first, while it is revoked. */
  readonly from: number;
}

/** What each worker answered a use of the token that began once its revoke was acknowledged. */
async function race(server: WorkersServer, { body, lines, change, from }: Race): Promise<readonly number[]> {
  const make = { method: "POST", path: "/v1/tokens", token: server.token, body };
  const { id, secret } = JSON.parse((await done(change, make, 201)).text) as { id: string; secret: string };
  const use = { path: "/v1/forward-auth", token: secret };
  for (let turn = 0; turn < 2; turn += 1) await Promise.all(lines.map((line) => done(line, use, 200)));

  let isOver = false;
  const useOn = async (): Promise<void> => {
    for (let turn = from; !isOver; turn += 1) await answered(lines[turn % lines.length] ?? change, use);
  };
  const revoke = async (): Promise<readonly number[]> => {
    try {
      await done(change, { method: "POST", path: `/v1/tokens/${id}:revoke`, token: server.token }, 200);
      const answers = await Promise.all(lines.map((line) => answered(line, use)));
      const strange = answers.find(({ status }) => ![200, ...REFUSED].includes(status));
      if (strange) throw new Error(`a use was answered ${String(strange.status)}: ${strange.text}`);
      return answers.map(({ status }) => status);
    } finally {
      isOver = true;
    }
  };
  const [statuses] = await Promise.all([revoke(), useOn()]);
  return statuses;
}

async function done(line: Line, sent: Sent, expected: number): Promise<Answer> {
  const answer = await answered(line, sent);
  if (answer.status === expected) return answer;
  throw new Error(
    `${sent.method ?? "GET"} ${sent.path} was answered ${String(answer.status)}: ${answer.text}`,
  );
}

/** Asks again, as every client does, while the answer is that there can be none now: others had the lock for too long. */
async function answered(line: Line, sent: Sent): Promise<Answer> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const answer = await line.ask(sent);
    if (answer.status !== 503 || performance.now() > end) return answer;
    await setTimeout(100);
  }
}

/** A connection breaks off with the worker at its other end. */
function endsOf(server: WorkersServer): string {
  const told = server
    .stdout()
    .split("\n")
    .filter((line) => line.includes("A worker has ended"));
  return `workers that have ended: ${[...told, server.stderr()].filter((text) => text !== "").join("\n") || "none"}`;
}
