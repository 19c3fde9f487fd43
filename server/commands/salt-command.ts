import { keepSalts, newSalt, readSalts } from "../config/data-folder.ts";
import { type Replaced, replaceSalt, retireSalt } from "../domain/secrets/salt-changes.ts";
import { type SaltStatus, saltStatus } from "../domain/secrets/salt-uses.ts";
import { onExistingDatabase, type OfflineWorld } from "./existing-database.ts";
import { handOver } from "./hand-over.ts";
import { rotate, type SaltTask } from "./salt-rotation.ts";
import { saltsAtHand } from "./salts-at-hand.ts";
import { textTable } from "./text-table.ts";

/** What was asked for. */
export type SaltRequest =
  | { readonly type: "status" }
  | { readonly type: "rotate" }
  /** `lose` is how many live secrets may be lost. */
  | { readonly type: "retire"; readonly id: string; readonly lose: number }
  | { readonly type: "replace" };

export const SALT_USAGE = `Usage: jeton salt status
       jeton salt rotate
       jeton salt retire ID [--yes-lose COUNT]
       jeton salt replace --invalidate-all

  status    List the salts and how many live secrets are still hashed with each.
  rotate    Begin to make hashes with a new salt; every token stays valid.
  retire    Accept nothing any more that is hashed with a salt; COUNT live secrets are lost.
  replace   Revoke every token, begin with a new salt and make a new bootstrap token.

They read the environment that the server has: JETON_DATABASE_URL, JETON_TOKEN_SALT, JETON_TOKEN_SALT_PREVIOUS.
`;

/** The request that the arguments make; undefined when they make none. */
export function parseSaltRequest(args: readonly string[]): SaltRequest | undefined {
  const [name, ...rest] = args;
  if (name === "status" || name === "rotate") return rest.length === 0 ? { type: name } : undefined;
  if (name === "replace") {
    return rest.length === 1 && rest[0] === "--invalidate-all" ? { type: name } : undefined;
  }
  return name === "retire" ? parseRetire(rest) : undefined;
}

function parseRetire([id, flag, count, ...more]: readonly string[]): SaltRequest | undefined {
  if (id === undefined || id.startsWith("-") || more.length > 0) return undefined;
  if (flag === undefined) return { type: "retire", id, lose: 0 };
  const isCount = flag === "--yes-lose" && count !== undefined && /^\d{1,15}$/.test(count);
  return isCount ? { type: "retire", id, lose: Number(count) } : undefined;
}

/**
 * Does it, on the database of the configuration, whether or not a server runs on it.
 * @throws Error with a message for people when it is refused; nothing is changed then
 */
export async function runSaltRequest(request: SaltRequest, task: SaltTask): Promise<void> {
  await onExistingDatabase(task.config, (world) => perform(request, task, world));
}

async function perform(request: SaltRequest, task: SaltTask, world: OfflineWorld): Promise<void> {
  switch (request.type) {
    case "status":
      task.out(table(await saltStatus(world.store.read, world.now().toISOString())));
      return;
    case "rotate":
      await rotate(task, world);
      return;
    case "retire":
      await retire(request, task, world);
      return;
    case "replace":
      await replace(task, world);
  }
}

async function retire(
  { id, lose }: { readonly id: string; readonly lose: number },
  { config, out }: SaltTask,
  world: OfflineWorld,
): Promise<void> {
  const current = (await saltsAtHand(config))?.current;
  const lost = await retireSalt(world, { id, lose, current });
  const ended = lost === 0 ? "No live secret was hashed with it." : `${String(lost)} live secrets are lost.`;
  out(`${id} is retired. ${ended} Take it out of JETON_TOKEN_SALT_PREVIOUS.\n`);
}

async function replace({ config, out, isInteractive }: SaltTask, world: OfflineWorld): Promise<void> {
  const { dataFolder } = config.database;
  const text = config.salt ?? newSalt();
  const keptFolder = config.salt === undefined ? dataFolder : undefined;
  const generate = isInteractive || dataFolder !== undefined;
  const work = (): Promise<Replaced> => replaceSalt(world, { text, token: config.bootstrapToken, generate });
  const { saltId, revoked, bootstrapped } =
    keptFolder === undefined ? await work() : await keeping(keptFolder, text, work);
  out(`${String(revoked)} tokens are revoked. Hashes are made with the new salt ${saltId}.\n`);
  if (bootstrapped) {
    const file = await handOver(bootstrapped, { show: isInteractive ? out : undefined, dataFolder });
    if (file !== undefined)
      out(`The bootstrap token, valid until ${bootstrapped.expiresAt}, is in ${file}\n`);
  } else out("JETON_BOOTSTRAP_TOKEN is the bootstrap token.\n");
  const where = keptFolder === undefined ? "with this JETON_TOKEN_SALT" : "again";
  out(`Start every server ${where}: until then it accepts nothing.\n`);
}

/** The new salt is on the disk before a hash is made with it, beside what was there until that is worth nothing. */
async function keeping<T>(folder: string, current: string, work: () => Promise<T>): Promise<T> {
  const before = await readSalts(folder);
  await keepSalts(folder, { current, previous: before ? [before.current, ...before.previous] : [] });
  try {
    const result = await work();
    await keepSalts(folder, { current, previous: [] });
    return result;
  } catch (cause) {
    if (before) await keepSalts(folder, before);
    throw cause;
  }
}

function table(salts: readonly SaltStatus[]): string {
  const rows = salts.map(({ id, state, created_at, liveSecrets }) => [
    id,
    state,
    created_at,
    String(liveSecrets),
  ]);
  return textTable([["ID", "STATE", "CREATED", "LIVE SECRETS"], ...rows]);
}
