import type { Logger } from "pino";
import type { Config } from "../config/config.ts";
import { purgeEnded } from "../domain/audit/retention.ts";
import type { Dependencies } from "../domain/dependencies.ts";
import { endFormerJwtKeys } from "../domain/secrets/jwt-keys.ts";
import { forgetOldDays } from "../domain/tokens/statistics.ts";
import { disableUnused } from "../domain/tokens/unused-tokens.ts";
import { createUnusedJob } from "../jobs/disable-unused.ts";
import type { BatchJob } from "../jobs/in-batches.ts";
import { createPurgeJob } from "../jobs/purge-ended.ts";

interface Options {
  readonly config: Config;
  readonly logger: Logger;
}

type World = Pick<Dependencies, "store" | "now" | "newId">;

/** What is done every so often without anybody asking for it. */
export function startChores(
  options: Options,
  deps: World & Parameters<typeof disableUnused>[0],
): readonly BatchJob[] {
  return [...startPurging(options, deps), startDisabling(options, deps)];
}

function startPurging({ config: { retention }, logger }: Options, world: World): readonly BatchJob[] {
  const job = (what: string, purge: () => Promise<boolean>): BatchJob =>
    createPurgeJob({
      purge,
      onError: (cause) => {
        logger.warn({ err: cause }, `${what} could not be purged; it is tried again in some hours`);
      },
    });
  return [
    job("former keys", async () => {
      await endFormerJwtKeys(world);
      return false;
    }),
    job("daily statistics", async () => {
      await forgetOldDays(world);
      return false;
    }),
    ...(retention === undefined ? [] : [job("what ended long ago", () => purgeEnded(world, retention))]),
  ];
}

function startDisabling({ logger }: Options, deps: Parameters<typeof disableUnused>[0]): BatchJob {
  return createUnusedJob({
    batches: () => disableUnused(deps),
    onError: (cause) => {
      logger.warn({ err: cause }, "unused tokens could not be disabled; it is tried again in an hour");
    },
  });
}
