import { openLine, type WorkersServer } from "./worker-servers.ts";

interface Raced {
  /** Verifications made after the acknowledgement, on every worker. */
  readonly verified: number;
  /** Those that were accepted all the same. */
  readonly accepted: number;
}

/**
 * Tokens that every worker has just accepted, and remembers, are revoked all at once on connections to different workers,
 * while they are used: once a revoke is acknowledged, each worker is asked again at once.
 */
export async function raceRevokes(server: WorkersServer, rounds: number, together = 4): Promise<Raced> {
  const lines = await server.lineToEach();
  const changing = Array.from({ length: together }, () => openLine(server.url));
  const account = await server.create("/v1/service-accounts", { name: "racer", project: "system" });
  const using = (secret: string) =>
    Promise.all(lines.map((line) => line.ask({ path: "/v1/forward-auth", token: secret })));
  let [verified, accepted] = [0, 0];

  const race = async (name: string, index: number): Promise<void> => {
    const made = await server.create("/v1/tokens", {
      service_account_id: account["id"],
      name,
      max_age: "1d",
    });
    const secret = String(made["secret"]);
    for (const { status } of [...(await using(secret)), ...(await using(secret))]) {
      if (status !== 200) throw new Error(`a live token was answered ${String(status)}`);
    }
    let isRevoked = false;
    const load = (async () => {
      for (let turn = index; !isRevoked; turn += 1) {
        await lines[turn % lines.length]?.ask({ path: "/v1/forward-auth", token: secret });
      }
    })();
    const path = `/v1/tokens/${String(made["id"])}:revoke`;
    const reply = await changing[index]?.ask({ method: "POST", path, token: server.token });
    if (reply?.status !== 200)
      throw new Error(`a revoke was answered ${String(reply?.status)}: ${reply?.text}`);
    const after = await using(secret);
    isRevoked = true;
    await load;
    verified += after.length;
    accepted += after.filter(({ status }) => status !== 401).length;
  };
  for (let round = 0; round < rounds; round += 1) {
    const racing = changing.map((_, index) => race(`t-${String(round)}-${String(index)}`, index));
    await Promise.all(racing);
  }
  for (const line of [...lines, ...changing]) line[Symbol.dispose]();
  return { verified, accepted };
}
