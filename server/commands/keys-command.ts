import type { Config } from "../config/config.ts";
import { currentKey, isJwtKey, publishedKeys, rotateJwtKey } from "../domain/secrets/jwt-keys.ts";
import { jwkOf } from "../domain/secrets/create-jwts.ts";
import type { SigningKeyRow } from "../domain/secrets/key-rows.ts";
import { onExistingDatabase, type OfflineWorld } from "./existing-database.ts";
import { textTable } from "./text-table.ts";
import { vaultAtHand } from "./vault-at-hand.ts";

/** What was asked for. */
export type KeysRequest =
  | { readonly type: "status" }
  | { readonly type: "rotate"; readonly compromised: boolean };

export const KEYS_USAGE = `Usage: jeton keys status
       jeton keys rotate [--compromised]

  status    List the keys that JWTs are signed with, by the ids that /.well-known/jwks.json has for them.
  rotate    Publish a new key, which signs 15 minutes later; the one before stays published for an hour after that.
            --compromised: the keys before are published no more, and the new one signs at once. Verifiers refuse what
            the others signed as soon as they ask for the keys again.

They read the environment that the server has: JETON_DATABASE_URL, JETON_ENCRYPTION_KEY, JETON_ENCRYPTION_KEY_PREVIOUS.
`;

/** The request that the arguments make; undefined when they make none. */
export function parseKeysRequest([name, ...rest]: readonly string[]): KeysRequest | undefined {
  if (name === "status") return rest.length === 0 ? { type: name } : undefined;
  if (name !== "rotate") return undefined;
  if (rest.length === 0) return { type: name, compromised: false };
  return rest.length === 1 && rest[0] === "--compromised" ? { type: name, compromised: true } : undefined;
}

interface Task {
  readonly config: Config;
  readonly out: (text: string) => void;
}

/**
 * Does it, on the database of the configuration, whether or not a server runs on it.
 * @throws Error with a message for people when it is refused; nothing is changed then
 */
export async function runKeysRequest(request: KeysRequest, { config, out }: Task): Promise<void> {
  await onExistingDatabase(config, async (world) => {
    if (request.type === "status") out(await status(world));
    else out(await rotate(request, config, world));
  });
}

async function rotate(
  { compromised }: { readonly compromised: boolean },
  config: Config,
  world: OfflineWorld,
): Promise<string> {
  const vault = await vaultAtHand(config, world);
  if (!vault) {
    throw new Error(
      "keys are kept sealed with JETON_ENCRYPTION_KEY, which is not set; set it as the server has it",
    );
  }
  const row = await rotateJwtKey(world, vault, { compromised });
  return `${jwkOf(row).kid} is published, and signs from ${String(row.signs_from)} on.\n`;
}

async function status({ store, now }: OfflineWorld): Promise<string> {
  const rows = await store.read.signing_keys.list(isJwtKey);
  const time = now();
  const current = currentKey(rows, time);
  const published = publishedKeys(rows, time);
  const stateOf = (row: SigningKeyRow): string => {
    if (row === current) return "signing";
    if (!published.includes(row)) return "former";
    return String(row.signs_from) > time.toISOString() ? "next" : "published";
  };
  return textTable([
    ["KID", "STATE", "SIGNS FROM"],
    ...rows.map((row) => [jwkOf(row).kid, stateOf(row), String(row.signs_from)]),
  ]);
}
