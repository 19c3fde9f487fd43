import { randomBytes } from "node:crypto";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { Problem } from "./contract/problem.ts";
import { keepBootstrapToken, keepSalt, newSalt, readSalt } from "./data-folder.ts";
import { createAuthenticate } from "./domain/authenticate.ts";
import { bootstrap } from "./domain/bootstrap.ts";
import { loadSalts } from "./domain/salts.ts";
import type { Salts } from "./domain/secrets.ts";
import type { Store } from "./domain/store.ts";
import { createUseCases } from "./domain/use-cases.ts";
import { createApp } from "./http/app.ts";
import { listen } from "./http/listen.ts";
import { createUseRecorder } from "./jobs/record-uses.ts";
import { createNewId } from "./new-id.ts";
import { openStore } from "./store/open-store.ts";
import { version } from "./version.ts";

export interface ServeOptions {
  readonly config: Config;
  readonly logger: Logger;
  /** Shows people a secret, once; absent when nobody is there to see it. */
  readonly show?: ((text: string) => void) | undefined;
}

export interface Running {
  /** With the port that was really taken. */
  readonly url: string;
  /** Answers what is under way, stores what is still in memory, closes the database. */
  readonly close: () => Promise<void>;
}

interface World {
  readonly store: Store;
  readonly now: () => Date;
  readonly newId: (prefix: string) => string;
  readonly randomBytes: (count: number) => Uint8Array;
}

/**
 * Wires the parts and starts them: config, store, domain, http.
 * @throws Error with a message for people
 */
export async function serve(options: ServeOptions): Promise<Running> {
  const { config } = options;
  const now = (): Date => new Date();
  const newId = createNewId(() => Date.now());
  const store = await openStore(config.database.url, { now, newId });
  try {
    return await serveFrom(options, { store, now, newId, randomBytes });
  } catch (cause) {
    await store.close();
    throw cause;
  }
}

async function serveFrom(options: ServeOptions, world: World): Promise<Running> {
  const { config, logger } = options;
  const { store } = world;
  const deps = { ...world, salts: await salts(config, world) };
  const made = await bootstrap(deps, {
    token: config.bootstrapToken,
    generate: config.database.dataFolder !== undefined,
  });
  if (made) await handOver(options, made);
  const uses = createUseRecorder({
    store,
    onError: (cause) => {
      logger.warn({ err: cause }, "uses of tokens could not be stored; they are kept for the next attempt");
    },
  });
  let isStopping = false;
  const app = createApp({
    useCases: createUseCases(deps),
    authenticate: createAuthenticate(deps),
    ready: async () => {
      if (isStopping) throw new Problem("unavailable", "the server is shutting down");
      await ping(store);
    },
    logger,
    recordUse: uses.record,
    trustedProxies: config.trustedProxies,
    version,
  });
  const { url, close } = await listen(app, config.listen);
  return {
    url,
    close: async () => {
      isStopping = true;
      await close();
      await uses.stop();
      await store.close();
    },
  };
}

async function ping(store: Store): Promise<void> {
  try {
    await store.ping();
  } catch (cause) {
    throw cause instanceof Problem
      ? cause
      : new Problem("unavailable", "the database does not answer", { cause });
  }
}

/**
 * The salts, of which one is made at the first start on a database that is a file. It is on the disk before the first
 * hash is made with it; for a database that has salts none is written, since it could not be the one that is missing.
 */
async function salts({ salt, previousSalts, database }: Config, world: World): Promise<Salts> {
  const { dataFolder } = database;
  const load = (current: string): Promise<Salts> => loadSalts(world, { current, previous: previousSalts });
  const known = salt ?? (dataFolder === undefined ? undefined : await readSalt(dataFolder));
  if (known !== undefined) return load(known);
  const made = newSalt();
  const isFirst = (await world.store.read.salts.list({}, { limit: 1 })).length === 0;
  if (isFirst && dataFolder !== undefined) await keepSalt(dataFolder, made);
  return load(made);
}

/** To the terminal, or to a file that only the owner of the data folder can read; never to the log. */
async function handOver(
  { config, logger, show }: ServeOptions,
  { token, expiresAt }: { readonly token: string; readonly expiresAt: string },
): Promise<void> {
  if (show) {
    show(`\nThe bootstrap token, shown this once, valid until ${expiresAt}:\n\n  ${token}\n\n`);
  } else if (config.database.dataFolder !== undefined) {
    const file = await keepBootstrapToken(config.database.dataFolder, token);
    logger.info({ file, expires_at: expiresAt }, `The bootstrap token is in ${file}`);
  }
}
