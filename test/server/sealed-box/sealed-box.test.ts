import { generateKeyPairSync, randomBytes } from "node:crypto";
import sodium from "libsodium-wrappers";
import { beforeAll, expect, test } from "vitest";
import { makeBoxKey, sealFor } from "../../../server/sealed-box/sealed-box.ts";
import { keyCode } from "../../../server/sealed-box/key-code.ts";

beforeAll(() => sodium.ready);

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

test("libsodium opens what was sealed, whatever its length, and no two boxes are alike", () => {
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  const texts = ["", "x", "jtns_", ..."ab".repeat(3).split("a"), "é€😀", randomBytes(5000).toString("hex")];
  for (const text of texts) {
    const boxes = [sealFor(base64(publicKey), text), sealFor(base64(publicKey), text)];
    expect(new Set(boxes).size).toBe(2);
    for (const box of boxes) {
      const bytes = Buffer.from(box ?? "", "base64");
      expect(bytes).toHaveLength(Buffer.byteLength(text) + sodium.crypto_box_SEALBYTES);
      expect(sodium.to_string(sodium.crypto_box_seal_open(bytes, publicKey, privateKey))).toBe(text);
    }
  }
});

test("neither another key opens it, nor this one when a bit of it was changed", () => {
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  const other = sodium.crypto_box_keypair();
  const box = Buffer.from(sealFor(base64(publicKey), "secret") ?? "", "base64");
  const open = (bytes: Uint8Array, keys = { publicKey, privateKey }): string =>
    sodium.to_string(sodium.crypto_box_seal_open(bytes, keys.publicKey, keys.privateKey));
  expect(open(box)).toBe("secret");
  expect(() => open(box, other)).toThrow(/incorrect key pair/);
  for (const [at, byte] of box.entries()) {
    const changed = Buffer.from(box);
    changed[at] = byte ^ 1;
    expect(() => open(changed)).toThrow(/incorrect key pair/);
  }
});

test("a key that Node made is as good as libsodium's", () => {
  const { publicKey, privateKey } = generateKeyPairSync("x25519");
  const raw = (text: string | undefined): Buffer => Buffer.from(text ?? "", "base64url");
  const theirs = raw(publicKey.export({ format: "jwk" }).x);
  const box = Buffer.from(sealFor(base64(theirs), "secret") ?? "", "base64");
  const opened = sodium.crypto_box_seal_open(box, theirs, raw(privateKey.export({ format: "jwk" }).d));
  expect(sodium.to_string(opened)).toBe("secret");
});

/** Of curve25519: every point of order 1, 2, 4 and 8, and what is the same modulo 2^255 - 19. */
const lowOrder = [
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
  "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "0000000000000000000000000000000000000000000000000000000000000080",
];

test.each(lowOrder)("nothing is sealed for the point of low order %s, as libsodium does not", (point) => {
  const key = Buffer.from(point, "hex");
  expect(sealFor(base64(key), "secret")).toBeUndefined();
  expect(() => sodium.crypto_box_seal("secret", key)).toThrow(/invalid usage/);
});

test("nothing is sealed for what is no key", () => {
  for (const bytes of [0, 31, 33, 64]) expect(sealFor(base64(randomBytes(bytes)), "secret")).toBeUndefined();
});

test("a box is opened by the key that was made for it alone, whoever sealed it, and a changed one by none", () => {
  const [key, other] = [makeBoxKey(), makeBoxKey()];
  for (const text of ["", "secret", "é€😀", randomBytes(5000).toString("hex")]) {
    const theirs = sodium.crypto_box_seal(text, Buffer.from(key.publicKey, "base64"));
    for (const box of [sealFor(key.publicKey, text) ?? "none", base64(theirs)]) {
      expect(key.open(box)).toBe(text);
      expect(other.open(box)).toBeUndefined();
    }
  }
  const box = Buffer.from(sealFor(key.publicKey, "secret") ?? "", "base64");
  for (const [at, byte] of box.entries()) {
    const changed = Buffer.from(box);
    changed[at] = byte ^ 1;
    expect(key.open(base64(changed))).toBeUndefined();
  }
  for (const none of ["", "x", "%%%", base64(box.subarray(0, 31)), base64(box.subarray(0, 40))]) {
    expect(key.open(none)).toBeUndefined();
  }
});

test("two keys have two codes, each the same wherever it is made, and easy to read out", () => {
  expect(keyCode(Buffer.alloc(32, 7).toString("base64"))).toBe(
    keyCode(Buffer.alloc(32, 7).toString("base64")),
  );
  const codes = Array.from({ length: 200 }, () => keyCode(makeBoxKey().publicKey));
  expect(new Set(codes).size).toBe(200);
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
});
