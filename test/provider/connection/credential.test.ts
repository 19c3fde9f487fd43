import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { shortLived } from "../../../provider/connection/credential.ts";
import type { AccessToken } from "../../../provider/from-contract/connect.ts";
import type { Result } from "../../../server/contract/client.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

const { signal } = new AbortController();

/** Tokens of ten minutes, one after the other, unless there are none to be had. */
function issuer(): { made: number; fails: boolean; exchange: () => Promise<Result<AccessToken>> } {
  const self = {
    made: 0,
    fails: false,
    exchange: async (): Promise<Result<AccessToken>> => {
      if (self.fails) return { type: "problem", problem: { code: "unreachable", detail: "gone" } };
      self.made += 1;
      const value = { token: `t${String(self.made)}`, seconds: 600 };
      return { type: "ok", value, date: undefined, etag: undefined };
    },
  };
  return self;
}

test("one token serves all requests at once, and another one those from a minute before its end on", async () => {
  const tokens = issuer();
  const credential = shortLived(tokens.exchange, async () => undefined);
  const all = await Promise.all([1, 2, 3].map(() => credential.get(signal)));
  expect(all).toEqual(all.map(() => ({ type: "found", value: "t1" })));
  vi.setSystemTime(539_000);
  expect(await credential.get(signal)).toMatchObject({ value: "t1" });
  vi.setSystemTime(541_000);
  expect(await credential.get(signal)).toMatchObject({ value: "t2" });
  expect(tokens.made).toBe(2);
});

test("while no other can be had, a token is used to its end and no longer", async () => {
  const tokens = issuer();
  const credential = shortLived(tokens.exchange, async () => undefined);
  await credential.get(signal);
  tokens.fails = true;
  vi.setSystemTime(599_000);
  expect(await credential.get(signal)).toEqual({ type: "found", value: "t1" });
  vi.setSystemTime(601_000);
  expect(await credential.get(signal)).toMatchObject({ type: "missing", problem: { code: "unreachable" } });
  tokens.fails = false;
  expect(await credential.get(signal)).toEqual({ type: "found", value: "t2" });
});

test("at the end all that still live are revoked, and nothing is when nothing was asked for", async () => {
  const revoked: string[] = [];
  const revoke = async (token: string): Promise<void> => void revoked.push(token);
  const tokens = issuer();
  await shortLived(tokens.exchange, revoke).close();
  const credential = shortLived(tokens.exchange, revoke);
  for (const at of [0, 550_000, 1_100_000]) {
    vi.setSystemTime(at);
    await credential.get(signal);
  }
  await credential.close();
  await credential.close();
  expect(revoked).toEqual(["t2", "t3"]);
});
