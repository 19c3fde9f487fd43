import type { Logger } from "pino";
import type { Config } from "../config/config.ts";
import { consoleFolder } from "../console-folder.ts";
import { startJournal } from "./start-journal.ts";
import { startQuarantine } from "./start-quarantine.ts";
import { startCheckpoints } from "./audit-checkpoints.ts";
import { Problem } from "../contract/problem.ts";
import { newSalt } from "../config/data-folder.ts";
import { createAuthenticate } from "../domain/authenticate.ts";
import { bootstrap } from "../domain/bootstrap.ts";
import type { Dependencies } from "../domain/dependencies.ts";
import { createJwts } from "../domain/secrets/create-jwts.ts";
import type { Jwts } from "../domain/secrets/jwts.ts";
import { createPasswords } from "../domain/sign-in/passwords.ts";
import type { RatesOf } from "../domain/tokens/rates.ts";
import { createReadTogether } from "../domain/read-together.ts";
import { demandTrusted, quarantining } from "../domain/restore/quarantine.ts";
import { rehash } from "../domain/secrets/rehash.ts";
import { demandReady } from "../domain/readiness.ts";
import { loadSalts } from "../domain/secrets/salts.ts";
import { createProviderSignIn } from "../domain/sign-in/provider-sign-in.ts";
import type { Salts } from "../domain/secrets/secrets.ts";
import { createSignIn } from "../domain/sign-in/sign-in.ts";
import { createSignInThrottle } from "../domain/sign-in/sign-in-throttle.ts";
import type { Store } from "../domain/store.ts";
import { createKnownAnswers } from "../domain/memory/create-known-answers.ts";
import { createOpenCases, createUseCases } from "../domain/use-cases.ts";
import { type AppParts, createApp } from "../http/app.ts";
import { createConsole } from "../http/console.ts";
import { handOver } from "./hand-over.ts";
import { openWorld, type OpenedWorld } from "./open-world.ts";
import { createMetrics } from "../http/metrics.ts";
import { timingWrites, watchEventLoop } from "./observe-process.ts";
import { createQuick } from "../http/quick/create-quick.ts";
import { listen } from "../http/listen.ts";
import type { BatchJob } from "../jobs/in-batches.ts";
import { createTimeJob } from "../jobs/follow-time.ts";
import { createDayRecorder } from "../jobs/record-days.ts";
import { createUseRecorder } from "../jobs/record-uses.ts";
import { createRehashJob, type RehashJob } from "../jobs/rehash-secrets.ts";
import { sealFor } from "../sealed-box/sealed-box.ts";
import { createFetchJson } from "../outbound/fetch-json.ts";
import { createVerifyIdToken } from "../outbound/id-tokens.ts";
import { createVerifyLeakReport } from "../outbound/leak-reports.ts";
import { createIssuerKeys } from "../outbound/issuer-keys.ts";
import { loggingSecrets } from "./log-events.ts";
import { startChores } from "./start-chores.ts";
import { startMemory } from "./start-memory.ts";
import { telling } from "./start-telling.ts";
import { createOpenIdClient } from "../outbound/openid-client.ts";
import { createSendForm } from "../outbound/send-form.ts";
import { keepFirstSecrets } from "./first-secrets.ts";
import { saltsAtHand } from "./salts-at-hand.ts";
import { vaultAtHand } from "./vault-at-hand.ts";
import type { SchemaStep } from "../store/migrate.ts";
import type { openStore } from "../store/open-store.ts";
import { confirmingWrites } from "../workers/confirming-writes.ts";
import { sharedRates } from "../workers/shared-rates.ts";
import type { Colleague } from "../workers/worker.ts";
import { version } from "../version.ts";

export interface ServeOptions {
  readonly config: Config;
  readonly logger: Logger;
  /** Where several processes serve together, what this one is among them. */
  readonly colleague?: Colleague | undefined;
  /** Shows people a secret, once; absent when nobody is there to see it. */
  readonly show?: ((text: string) => void) | undefined;
  /** What opens the database, where another version's schema is tried beside this one's. */
  readonly open?: typeof openStore;
}

export interface Running {
  /** With the port that was really taken. */
  readonly url: string;
  /** Answers what is under way, stores what is still in memory, closes the database. */
  readonly close: () => Promise<void>;
}

/** Tokens with a rate limit whose pace is remembered. */
const MOST_TOKENS = 100_000;

interface World extends OpenedWorld {
  readonly sealFor: (publicKey: string, text: string) => string | undefined;
}

/**
 * Wires the parts and starts them: config, store, domain, http.
 * @throws Error with a message for people
 */
export async function serve(options: ServeOptions): Promise<Running> {
  const { config, logger } = options;
  const onStep = (step: SchemaStep): void => {
    logger.warn(step, schemaStep(step));
  };
  const world = await openWorld(config.database.url, {
    onStep,
    open: options.open,
    journalFolder: config.revocationJournal,
  });
  try {
    return await serveFrom(options, { ...world, sealFor });
  } catch (cause) {
    await world.store.close();
    throw cause;
  }
}

function schemaStep({ from, to, copy }: SchemaStep): string {
  const kept = copy === undefined ? "" : `; a copy of it as it was is in ${copy}`;
  return `The database goes from schema ${String(from)} to ${String(to)}${kept}`;
}

async function serveFrom(options: ServeOptions, opened: World): Promise<Running> {
  const { config, logger, colleague } = options;
  const eventLoop = watchEventLoop();
  const metrics = createMetrics({ version, lag: eventLoop.lag, others: colleague });
  const confirmed = colleague ? confirmingWrites(opened.store, colleague.confirm) : opened.store;
  const told = telling(timingWrites(confirmed, metrics.write), opened);
  const world = { ...opened, store: told.store };
  // Before anything is changed: the database may be older than what its journal tells.
  const journaling = await startJournal(options, world);
  const { salts, rehashing } = await openSalts(options, world);
  const { uses, days } = startRecording(options, told.store);
  const ratesOf = sharedRates(sinceStart, colleague);
  const noted = { noteUse: uses.record, noteDay: days.record, ...loggingSecrets(logger) };
  const people = { passwords: createPasswords(world), throttle: throttleOf(world, ratesOf, colleague) };
  const vault = await vaultAtHand(config, world);
  const jwts = createJwtsFor(config, { ...world, vault });
  const { memory, ...watching } = await startMemory(options, world);
  colleague?.onMeasure(() => metrics.own(memory.counts()));
  const ready = { memory, salts, vault, jwts, rates: ratesOf("tokens", MOST_TOKENS), ratesOf };
  const deps = { ...world, ...configured(config, world), ...people, ...ready, ...noted };
  await bootstrapOnce(options, deps);
  const timing = startTiming(options, opened);
  const isFirst = colleague?.isFirst ?? true;
  const checkpoints = isFirst ? await startCheckpoints(options, deps) : undefined;
  const chores = isFirst ? startChores(options, { ...deps, isUseNoted: uses.isNoted }) : [];
  const sending = told.start({ ...options, metrics, isFirst }, deps);
  const quarantine = await startQuarantine(options, world);
  const doors = quarantining(createDoors(deps), { ...world, quarantine });
  let isStopping = false;
  const parts = {
    ...doors,
    readTogether: createReadTogether(deps, doors.useCases),
    ready: async () => {
      if (isStopping) throw new Problem("unavailable", "the server is shutting down");
      if (colleague?.isComplete() === false) throw new Problem("unavailable", "the server is starting");
      demandTrusted(quarantine);
      await demandReady(deps);
    },
    demandSame: watching.demandSame,
    metrics,
    jwts,
    ...facing(options),
  };
  await colleague?.mayListen(watching.note);
  const { url, close } = await listen(createApp(parts), addressOf(options), createQuick(parts));
  return {
    url,
    close: async () => {
      isStopping = true;
      quarantine.stop();
      await close(config.drain * 1000);
      const jobs = [timing, watching, uses, days, rehashing, ...chores, sending];
      await Promise.all(jobs.map(async (job) => job?.stop()));
      // The last checkpoint covers what the others did.
      if (isFirst && colleague?.isStopping()) await colleague.isLast;
      await checkpoints?.stop();
      await journaling?.stop();
      await told.store.close();
      eventLoop.stop();
    },
  };
}

/** What rates go by: a clock that is set back would leave them full for as long as their period. */
const sinceStart = (): Date => new Date(performance.now());

/** Workers who count together must count the same things under one name, and nobody else may know which are one. */
function throttleOf(
  { now, randomBytes }: World,
  ratesOf: RatesOf,
  colleague: Colleague | undefined,
): ReturnType<typeof createSignInThrottle> {
  const bytes = colleague ? () => colleague.shared : randomBytes;
  return createSignInThrottle({ now, randomBytes: bytes, ratesOf });
}

function addressOf({ config, colleague }: ServeOptions): Parameters<typeof listen>[1] {
  return colleague ? { ...config.listen, port: colleague.port, isShared: true } : config.listen;
}

/** What requests come in by. */
function createDoors(deps: Dependencies): Parameters<typeof quarantining>[0] {
  const authenticate = createAuthenticate(deps);
  return {
    authenticate,
    useCases: createUseCases(deps),
    openCases: createOpenCases(deps, authenticate),
    signIn: createSignIn(deps),
    providerSignIn: createProviderSignIn(deps),
    knownAnswers: createKnownAnswers(deps),
  };
}

/** How the server shows itself to those outside. */
function facing({
  config: { publicUrl, trustedProxies },
  logger,
}: ServeOptions): Pick<AppParts, "logger" | "trustedProxies" | "version" | "publicUrl" | "console"> {
  const console = createConsole(consoleFolder, publicUrl);
  if (!console) logger.warn({ folder: consoleFolder }, "There is no console: `npm run build` makes it");
  return { logger, trustedProxies, version, publicUrl, console };
}

/** What the use cases need that the configuration says. */
function configured(
  { publicUrl, defaultRole, outboundAllow, secretScanningKeys }: Config,
  { now }: World,
): Pick<Dependencies, "audience" | "defaultRole" | "verifyIdToken" | "verifyLeakReport" | "openid"> {
  const outbound = {
    fetchJson: createFetchJson(outboundAllow),
    sendForm: createSendForm(outboundAllow),
    now: () => now().getTime(),
  };
  const keysOf = createIssuerKeys(outbound.fetchJson, outbound.now);
  return {
    audience: publicUrl ?? null,
    defaultRole,
    verifyIdToken: createVerifyIdToken(keysOf, now),
    verifyLeakReport: createVerifyLeakReport(secretScanningKeys, outbound),
    openid: createOpenIdClient(outbound),
  };
}

function createJwtsFor(
  { publicUrl: issuer }: Config,
  { vault, ...world }: World & Pick<Dependencies, "vault">,
): Jwts | null {
  return vault && issuer !== undefined ? createJwts(world, { issuer, vault }) : null;
}

function startRecording({ logger }: ServeOptions, store: Store) {
  const onError = (cause: unknown): void => {
    logger.warn({ err: cause }, "uses of tokens could not be stored; they are kept for the next attempt");
  };
  return { uses: createUseRecorder({ store, onError }), days: createDayRecorder({ store, onError }) };
}

function startTiming({ config, logger }: ServeOptions, { clock, store }: World): BatchJob {
  return createTimeJob({
    clock,
    store,
    onSkew: (ahead, isOff) => {
      const seconds = `${String(Math.round(Math.abs(ahead) / 1000))} s ${ahead > 0 ? "ahead of" : "behind"}`;
      const isOwn = config.database.dataFolder !== undefined;
      const followed = isOwn
        ? "the time that has passed since Jeton started, by which it goes; restart Jeton if it was wrong then"
        : "the database's, by which Jeton goes";
      if (isOff) logger.warn({ ahead }, `This machine's clock is ${seconds} ${followed}`);
      else logger.info({ ahead }, "This machine's clock is right again");
    },
  });
}

/** The salts, and the job that moves secrets from one to the next. */
async function openSalts(
  { config, logger }: ServeOptions,
  world: World,
): Promise<{ readonly salts: Salts; readonly rehashing: RehashJob }> {
  await keepFirstSecrets(config, world);
  // Without one at hand, any other: what is missing is told by the database, which knows the one it was made with.
  const texts = (await saltsAtHand(config)) ?? { current: newSalt(), previous: [] };
  const salts = await loadSalts(world, texts);
  const rehashing = createRehashJob({
    rehash: (olds) => rehash({ store: world.store, salts }, olds),
    onError: (cause) => {
      logger.warn({ err: cause }, "secrets could not be moved to the newer salt; their next use tries again");
    },
  });
  salts.noteOldHash = rehashing.note;
  return { salts, rehashing };
}

async function bootstrapOnce(
  { config, logger, show }: ServeOptions,
  deps: Parameters<typeof bootstrap>[0],
): Promise<void> {
  const { dataFolder } = config.database;
  const made = await bootstrap(deps, { token: config.bootstrapToken, generate: dataFolder !== undefined });
  const file = made && (await handOver(made, { show, dataFolder }));
  if (file !== undefined) {
    logger.info({ file, expires_at: made?.expiresAt }, `The bootstrap token is in ${file}`);
  }
}
