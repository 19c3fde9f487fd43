import { expect, test } from "vitest";
import type { FetchJson } from "../../../server/outbound/fetch-json.ts";
import { createIssuerKeys } from "../../../server/outbound/issuer-keys.ts";
import { newKey } from "../../support/oidc-issuer.ts";

const ISSUER = "https://issuer.example.org";
const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** An issuer that answers as the test says, and a clock that the test turns. */
function setUp() {
  const clock = { now: 0 };
  const documents: Record<string, unknown> = {
    [`${ISSUER}/.well-known/openid-configuration`]: { issuer: ISSUER, jwks_uri: `${ISSUER}/keys` },
    [`${ISSUER}/keys`]: { keys: [] },
  };
  const state = { isDown: false, fetches: 0 };
  const fetchJson: FetchJson = async (url) => {
    state.fetches += url.endsWith("/keys") ? 1 : 0;
    if (state.isDown || !(url in documents)) throw new Error("it does not answer");
    return documents[url];
  };
  return { clock, documents, state, keysOf: createIssuerKeys(fetchJson, () => clock.now) };
}

test("keys are asked for once in ten minutes, however many want them at a time", async () => {
  const { clock, state, keysOf } = setUp();
  await Promise.all([keysOf(ISSUER), keysOf(ISSUER), keysOf(ISSUER)]);
  clock.now += 10 * MINUTE - 1;
  await keysOf(ISSUER);
  expect(state.fetches).toBe(1);
  clock.now += 1;
  await keysOf(ISSUER);
  expect(state.fetches).toBe(2);
});

test("newer ones are asked for at most each half minute", async () => {
  const { clock, state, keysOf } = setUp();
  await keysOf(ISSUER);
  for (let index = 0; index < 10; index += 1) await keysOf(ISSUER, true);
  expect(state.fetches).toBe(1);
  clock.now += 30 * SECOND;
  for (let index = 0; index < 10; index += 1) await keysOf(ISSUER, true);
  expect(state.fetches).toBe(2);
});

test("a key that the issuer has added is found, one it has taken away is trusted no longer", async () => {
  const { clock, documents, keysOf } = setUp();
  const [old, next] = await Promise.all([newKey("old", "ES256"), newKey("next", "ES256")]);
  const find = async (kid: string, newer = false): Promise<boolean> => {
    const keys = await keysOf(ISSUER, newer);
    const found = async () => keys({ alg: "ES256", kid }, { payload: "", signature: "" });
    return found().then(
      () => true,
      () => false,
    );
  };
  documents[`${ISSUER}/keys`] = { keys: [old.jwk] };
  expect([await find("old"), await find("next")]).toEqual([true, false]);
  documents[`${ISSUER}/keys`] = { keys: [next.jwk] };
  clock.now += 30 * SECOND;
  expect([await find("next", true), await find("old")]).toEqual([true, false]);
});

test("an issuer that is down for a while is remembered for an hour, and no longer", async () => {
  const { clock, state, keysOf } = setUp();
  await keysOf(ISSUER);
  state.isDown = true;
  clock.now += 60 * MINUTE - 1;
  await keysOf(ISSUER);
  clock.now += 1;
  await expect(keysOf(ISSUER)).rejects.toMatchObject({ code: "unavailable" });
});

test("one that does not answer is asked again after five seconds, not at each request", async () => {
  const { clock, state, keysOf } = setUp();
  state.isDown = true;
  for (let index = 0; index < 5; index += 1) {
    await expect(keysOf(ISSUER)).rejects.toMatchObject({ code: "unavailable" });
  }
  state.isDown = false;
  await expect(keysOf(ISSUER)).rejects.toMatchObject({ code: "unavailable" });
  clock.now += 5 * SECOND;
  await keysOf(ISSUER);
  expect(state.fetches).toBe(1);
});

test.each([
  ["of another issuer", { issuer: "https://other.example.org", jwks_uri: `${ISSUER}/keys` }],
  ["of the issuer with a slash more", { issuer: `${ISSUER}/`, jwks_uri: `${ISSUER}/keys` }],
  ["with keys over plain HTTP", { issuer: ISSUER, jwks_uri: "http://127.0.0.1/keys" }],
  ["without keys", { issuer: ISSUER }],
  ["that is no object", "https://issuer.example.org"],
])("a configuration %s is not believed", async (_, document) => {
  const { documents, state, keysOf } = setUp();
  documents[`${ISSUER}/.well-known/openid-configuration`] = document;
  await expect(keysOf(ISSUER)).rejects.toMatchObject({ code: "unavailable" });
  expect(state.fetches).toBe(0);
});

test.each([
  {},
  { keys: "x" },
  { keys: [{}] },
  { keys: Array.from({ length: 101 }, () => ({ kty: "RSA" })) },
  [],
])("keys that are none, %#, are not believed", async (keys) => {
  const { documents, keysOf } = setUp();
  documents[`${ISSUER}/keys`] = keys;
  await expect(keysOf(ISSUER)).rejects.toMatchObject({ code: "unavailable" });
});

test("an issuer whose address ends with a slash is found as the standard says", async () => {
  const { documents, keysOf } = setUp();
  documents[`${ISSUER}/.well-known/openid-configuration`] = {
    issuer: `${ISSUER}/`,
    jwks_uri: `${ISSUER}/keys`,
  };
  expect(await keysOf(`${ISSUER}/`)).toBeTypeOf("function");
});
