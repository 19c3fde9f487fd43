import { setTimeout as wait } from "node:timers/promises";
import { type Client, createClient, type Send } from "../../server/contract/client.ts";
import { parseDuration } from "../../server/contract/duration.ts";
import type { Block } from "./block.ts";
import { reach } from "./reach.ts";
import type { Environment, Found, Settings } from "./settings.ts";

export interface Options {
  readonly settings: Settings;
  readonly block: Block;
  readonly environment: Environment;
  readonly userAgent: string;
}

/** What requests need besides a credential. */
export interface Ready {
  readonly url: string;
  readonly send: Send;
  /** @param more what is otherwise than configured */
  readonly client: (
    signal: AbortSignal,
    token: string | undefined,
    more?: { readonly maxRetries?: number },
  ) => Client;
}

const MANAGER = "terraform";
const MAX_RETRIES = 4;

/** What the server is told of who looks after what this configuration makes. */
export function managerOf({ managed_by: name }: Block): string {
  return name === null ? MANAGER : `${MANAGER}:${name}`;
}

export function retriesOf({ max_retries: retries }: Block): number {
  return retries ?? MAX_RETRIES;
}

/** Asked of at each call; files are read at the first. */
export function preparation({ settings, block, environment, userAgent }: Options) {
  const { url } = settings;
  const seconds = block.request_timeout === null ? undefined : parseDuration(block.request_timeout);
  const clientOf =
    (address: string, send: Send): Ready["client"] =>
    (signal, token, more = {}) =>
      createClient({
        url: address,
        token,
        send,
        sleep,
        random: Math.random,
        newKey: () => crypto.randomUUID(),
        userAgent,
        managedBy: managerOf(block),
        signal,
        maxRetries: retriesOf(block),
        ...(seconds !== undefined && { timeoutMilliseconds: seconds * 1000 }),
        ...more,
      });
  const prepare = async (): Promise<Found<Ready>> => {
    if (url.type === "missing") return url;
    const way = await reach(block, environment);
    if (way.type === "missing") return way;
    const { value: send } = way;
    return { type: "found", value: { url: url.value, send, client: clientOf(url.value, send) } };
  };
  let ready: Promise<Found<Ready>> | undefined;
  return async (): Promise<Found<Ready>> => await (ready ??= prepare());
}

export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal });
}
