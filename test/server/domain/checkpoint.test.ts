import { generateKeyPairSync, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { checkpointLine, readCheckpoint } from "../../../server/domain/audit/checkpoint.ts";
import { encryptionCanary, encryptionKey, seal, unseal } from "../../../server/domain/secrets/sealing.ts";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const checkpoint = { sequence: 12, hash: "ab".repeat(32), time: "2030-01-01T00:00:00.000Z" };

test("a checkpoint is read from its line with the key that signed it, and with no other", () => {
  const line = checkpointLine(checkpoint, privateKey);
  expect(line).not.toContain("\n");
  expect(readCheckpoint(line, publicKey)).toEqual(checkpoint);
  expect(readCheckpoint(line, generateKeyPairSync("ed25519").publicKey)).toBeUndefined();
});

test("a line is no checkpoint when a single character of what it says is another", () => {
  const line = checkpointLine(checkpoint, privateKey);
  const said = line.slice(0, line.indexOf('"signature"'));
  const flipped = Array.from(
    said,
    (character, index) => `${line.slice(0, index)}${character === "1" ? "2" : "1"}${line.slice(index + 1)}`,
  );
  expect(flipped.filter((text) => readCheckpoint(text, publicKey) !== undefined)).toEqual([]);
});

test.each(["", "{}", "null", "[]", "1", "{", '{"sequence":1,"hash":"","time":"","signature":""}'])(
  "`%s` is no checkpoint",
  (line) => {
    expect(readCheckpoint(line, publicKey)).toBeUndefined();
  },
);

test("what is sealed is opened with its key in its place, and nowhere else, and not when it was changed", () => {
  const key = encryptionKey("a-key-of-tests-with-enough-characters");
  const other = encryptionKey("another-key-of-tests-with-enough-characters");
  const place = { table: "signing_keys", id: "key_1" };
  const bytes = Buffer.from("secret");
  const sealed = seal(key, place, { bytes, randomBytes });
  expect(unseal(key, place, sealed)).toEqual(bytes);
  expect(sealed).not.toBe(seal(key, place, { bytes, randomBytes }));
  expect(() => unseal(other, place, sealed)).toThrow(/unable to authenticate data|state/);
  expect(() => unseal(key, { ...place, id: "key_2" }, sealed)).toThrow(/unable to authenticate data|state/);
  expect(() => unseal(key, { ...place, table: "webhooks" }, sealed)).toThrow(
    /unable to authenticate data|state/,
  );
  const raw = Buffer.from(sealed, "base64");
  for (const index of raw.keys()) {
    const changed = Buffer.from(raw);
    changed[index] = (raw[index] ?? 0) ^ 1;
    expect(() => unseal(key, place, changed.toString("base64"))).toThrow(/unable to authenticate data|state/);
  }
  expect(encryptionCanary(key)).not.toBe(encryptionCanary(other));
});
