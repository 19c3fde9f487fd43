import type { Logger } from "pino";
import type { Config } from "../config/config.ts";
import type { Dependencies } from "../domain/dependencies.ts";
import { claimDue } from "../domain/events/claim.ts";
import { type Attempt, deliver } from "../domain/events/deliver.ts";
import { tellExpiry } from "../domain/events/expiry.ts";
import { purgeEvents } from "../domain/events/purge.ts";
import { raisingEvents } from "../domain/events/raise.ts";
import type { Store } from "../domain/store.ts";
import type { Metrics } from "../http/metrics.ts";
import { createDeliveryJob } from "../jobs/deliver-webhooks.ts";
import { createExpiryJob } from "../jobs/tell-expiry.ts";
import type { BatchJob } from "../jobs/in-batches.ts";
import { createPurgeJob } from "../jobs/purge-ended.ts";
import { createSender } from "../outbound/send-message.ts";

/** What messages come from where the server does not know its own address. */
const NAMELESS = "urn:jeton:server";

export interface Telling {
  /** The store, whose changes are told to webhooks. */
  readonly store: Store;
  /** Starts to send. */
  readonly start: (
    options: {
      readonly config: Config;
      readonly logger: Logger;
      readonly metrics: Metrics;
      /** Whether this process does what only one of those that serve together does. */
      readonly isFirst: boolean;
    },
    deps: Pick<Dependencies, "store" | "now" | "newId" | "vault" | "jwts">,
  ) => { readonly stop: () => Promise<void> };
}

/** What happens is told to webhooks: written with each change, and sent when the parts that sending needs are there. */
export function telling(store: Store, world: Pick<Dependencies, "now" | "newId">): Telling {
  let nudge = (): void => undefined;
  return {
    store: raisingEvents(store, world, () => {
      nudge();
    }),
    start: ({ config, logger, metrics, isFirst }, deps) => {
      const sender = createSender({ allowed: config.outboundAllow }, (cause, host) => {
        logger.warn({ err: cause, host }, "a webhook could not be reached");
      });
      const sending = {
        ...deps,
        send: sender.send,
        chance: Math.random,
        source: config.publicUrl ?? NAMELESS,
      };
      const job = createDeliveryJob({
        claim: (asked) => claimDue(deps, asked),
        deliver: (claimed) => deliver(sending, claimed),
        onAttempt: (attempt) => {
          metrics.delivery(attempt);
          logAttempt(logger, attempt);
        },
        onError: (cause) => {
          logger.warn({ err: cause }, "webhooks could not be looked after; it is tried again in a second");
        },
      });
      nudge = job.nudge;
      const chores = isFirst ? startChores(logger, deps) : [];
      return {
        stop: async () => {
          sender.stop();
          await Promise.all([job, ...chores].map(({ stop }) => stop()));
        },
      };
    },
  };
}

function startChores(
  logger: Logger,
  deps: Pick<Dependencies, "store" | "now" | "newId">,
): readonly BatchJob[] {
  return [
    createPurgeJob({
      purge: () => purgeEvents(deps),
      onError: (cause) => {
        logger.warn({ err: cause }, "old events could not be purged; it is tried again in some hours");
      },
    }),
    createExpiryJob({
      batches: () => tellExpiry(deps),
      onError: (cause) => {
        logger.warn(
          { err: cause },
          "tokens that soon end could not be told of; it is tried again in an hour",
        );
      },
    }),
  ];
}

function logAttempt(logger: Logger, { cause, ...attempt }: Attempt): void {
  const { deliveryId, webhookId, type, outcome, status, error } = attempt;
  const told = { delivery_id: deliveryId, webhook_id: webhookId, event_type: type, outcome, status, error };
  if (error === "not_signed") logger.error({ ...told, err: cause }, "a message could not be signed");
  else logger.info(told, "delivery");
}
