import type { DeliveryError } from "../../contract/nouns/webhook-delivery.ts";
import { PING } from "../../contract/event-types.ts";
import type { Dependencies } from "../dependencies.ts";
import type { EventRow, WebhookDeliveryRow, WebhookRow } from "./event-rows.ts";
import { systemActor } from "../system-actor.ts";
import { entry } from "../use-case.ts";
import { refusalOf, securityEventToken } from "./caep.ts";
import { mayHear } from "./answering.ts";
import { cloudEvent, type Message, signed } from "./message.ts";
import { nextAttempt, parseRetryAfter } from "./retry.ts";
import { signingKeysOf } from "./webhook-secrets.ts";

/** What became of a message that was sent. */
export type Sent =
  | {
      readonly status: number;
      readonly retryAfter: string | undefined;
      /** The beginning of what was answered. */
      readonly body?: string;
    }
  | { readonly error: Extract<DeliveryError, "timeout" | "unreachable" | "tls"> }
  /** It was called off, and is to be sent again as if nothing had happened. */
  | "interrupted";

/** Posts a message, bounded in time and size and to addresses that are allowed alone. Never rejects. */
export type Send = (url: string, message: Message) => Promise<Sent>;

/** For the log and the metrics. */
export interface Attempt {
  readonly deliveryId: string;
  readonly webhookId: string;
  readonly type: string;
  /** What it led to; `gone`: the webhook is disabled, or it or the event is no more. */
  readonly outcome: "delivered" | "retried" | "dead" | "interrupted" | "gone";
  readonly status: number | null;
  readonly error: DeliveryError | null;
  readonly cause?: unknown;
}

export interface DeliveryDeps extends Pick<Dependencies, "store" | "now" | "vault" | "jwts"> {
  readonly send: Send;
  /** From 0 to 1. */
  readonly chance: () => number;
  /** What messages say they come from. */
  readonly source: string;
}

type Failed = { readonly error: DeliveryError; readonly cause?: unknown };

/** Sends a delivery that was claimed, and writes down what became of it. */
export async function deliver(deps: DeliveryDeps, claimed: WebhookDeliveryRow): Promise<Attempt> {
  const { store } = deps;
  const webhook = await store.read.webhooks.get(claimed.webhook_id);
  const event = await store.read.events.get(claimed.event_id);
  const about = { deliveryId: claimed.id, webhookId: claimed.webhook_id, type: claimed.event_type };
  if (!webhook || webhook.disabled || !event) {
    // Without its event it could be claimed again and again.
    await (event ? release(deps, claimed) : forget(deps, claimed));
    return { ...about, outcome: "gone", status: null, error: null };
  }
  const message = await messageFor(deps, { webhook, event });
  if ("error" in message) {
    const isFinal = message.error === "not_permitted";
    return { ...about, ...message, ...(await fail(deps, claimed, { ...message, isFinal })) };
  }
  const sent = await deps.send(webhook.url, message);
  if (sent === "interrupted") {
    await release(deps, claimed);
    return { ...about, outcome: "interrupted", status: null, error: null };
  }
  return { ...about, ...(await settled(deps, claimed, { webhook, sent })) };
}

/** What became of a message that was sent. */
async function settled(
  deps: DeliveryDeps,
  claimed: WebhookDeliveryRow,
  { webhook, sent }: { readonly webhook: WebhookRow; readonly sent: Exclude<Sent, "interrupted"> },
): Promise<Outcome> {
  if ("error" in sent) return fail(deps, claimed, sent);
  if (sent.status >= 200 && sent.status < 300) return succeed(deps, claimed, sent);
  // Standard Webhooks: who answers 410 wants to hear no more.
  const isGone = sent.status === 410;
  if (isGone) await disable(deps, webhook);
  const said = webhook.format === "caep" ? refusalOf(sent.status, sent.body) : undefined;
  return fail(deps, claimed, { ...sent, error: said ?? "status", isFinal: isGone });
}

/** What is to be posted, signed as of now, or why it cannot be. */
async function messageFor(
  { store, now, vault, jwts, source }: DeliveryDeps,
  { webhook, event }: { readonly webhook: WebhookRow; readonly event: EventRow },
): Promise<Message | Failed> {
  const at = now();
  const type = event.type === PING ? undefined : event.type;
  const time = at.toISOString();
  if (!(await mayHear(store.read, webhook, { type, now: time }))) return { error: "not_permitted" };
  if (!vault) return { error: "not_signed", cause: "there is no JETON_ENCRYPTION_KEY" };
  try {
    const keys = await signingKeysOf(vault, store.read, { ownerId: webhook.id, now: time });
    const message =
      webhook.format === "caep"
        ? await securityEventToken(demandJwts(jwts), { event, webhook, now: at })
        : cloudEvent(event, source);
    return signed(message, { id: event.id, keys, now: at });
  } catch (cause) {
    return { error: "not_signed", cause };
  }
}

/** @throws Error for the log where the server no longer signs JWTs */
function demandJwts(jwts: Dependencies["jwts"]): NonNullable<Dependencies["jwts"]> {
  if (jwts) return jwts;
  throw new Error("there is no JETON_PUBLIC_URL for Security Event Tokens to come from");
}

type Outcome = Pick<Attempt, "outcome" | "status" | "error">;

async function succeed(
  deps: DeliveryDeps,
  claimed: WebhookDeliveryRow,
  { status }: { readonly status: number },
): Promise<Outcome> {
  const at = deps.now().toISOString();
  await settle(deps, claimed, {
    state: "delivered",
    delivered_at: at,
    next_attempt_at: null,
    last_attempt_at: at,
    last_status: status,
    last_error: null,
  });
  return { outcome: "delivered", status, error: null };
}

interface Failure {
  readonly error: DeliveryError;
  readonly status?: number;
  readonly retryAfter?: string | undefined;
  readonly isFinal?: boolean;
}

async function fail(
  deps: DeliveryDeps,
  claimed: WebhookDeliveryRow,
  { error, status, retryAfter, isFinal = false }: Failure,
): Promise<Outcome> {
  const now = deps.now();
  const attempts = claimed.attempts + 1;
  const asked = parseRetryAfter(retryAfter, now);
  const next = isFinal ? undefined : nextAttempt(now, { attempts, retryAfter: asked, chance: deps.chance() });
  await settle(deps, claimed, {
    state: next === undefined ? "dead" : "pending",
    next_attempt_at: next ?? null,
    last_attempt_at: now.toISOString(),
    last_status: status ?? null,
    last_error: error,
  });
  return { outcome: next === undefined ? "dead" : "retried", status: status ?? null, error };
}

/** Only for as long as it is ours: whoever took it over meanwhile has the last word. */
async function settle(
  { store }: DeliveryDeps,
  { id, lease_id, attempts }: WebhookDeliveryRow,
  patch: Partial<Omit<WebhookDeliveryRow, "id">>,
): Promise<void> {
  const done = { ...patch, attempts: attempts + 1, lease_id: null, leased_until: null };
  await store.track(({ webhook_deliveries: rows }) => rows.updateAll({ id, lease_id }, done));
}

async function release({ store }: DeliveryDeps, { id, lease_id }: WebhookDeliveryRow): Promise<void> {
  const free = { lease_id: null, leased_until: null };
  await store.track(({ webhook_deliveries: rows }) => rows.updateAll({ id, lease_id }, free));
}

async function forget({ store }: DeliveryDeps, { id, lease_id }: WebhookDeliveryRow): Promise<void> {
  await store.track(({ webhook_deliveries: rows }) => rows.delete({ id, lease_id }));
}

async function disable({ store, now }: DeliveryDeps, { id }: WebhookRow): Promise<void> {
  await store.write(systemActor, async ({ webhooks }) => {
    const changed = await webhooks.updateAll(
      { id, disabled: false },
      { disabled: true, updated_at: now().toISOString() },
    );
    const changes = { disabled: { before: false, after: true }, status: 410 };
    return { result: undefined, entries: changed === 0 ? [] : [entry("webhook.disable", id, changes)] };
  });
}
