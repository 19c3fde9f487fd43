import { createPrivateKey, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { selfSigned } from "../../../provider/plugin/certificate.ts";

const now = new Date("2026-11-22T01:02:03Z");
const own = selfSigned(now);
const parsed = new X509Certificate(own.certificate);

test("is signed by its own key", () => {
  expect(parsed.verify(parsed.publicKey)).toBe(true);
  expect(parsed.checkIssued(parsed)).toBe(true);
  expect(parsed.checkPrivateKey(createPrivateKey(own.key))).toBe(true);
});

test("is an authority for localhost, for both ends of a connection", () => {
  expect(parsed.ca).toBe(true);
  expect(parsed.subject).toBe("CN=localhost");
  expect(parsed.subjectAltName).toBe("DNS:localhost");
  expect(parsed.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
  expect(parsed.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: "prime256v1" });
});

test("is valid from a little before now, for clocks that differ", () => {
  expect(new Date(parsed.validFrom)).toEqual(new Date("2026-11-22T00:57:03Z"));
  expect(new Date(parsed.validTo)).toEqual(new Date("2027-11-22T01:02:03Z"));
});

test("is the same in PEM and DER", () => {
  expect(parsed.raw).toEqual(own.der);
});

test("can be made in the years after 2049, which DER writes differently", () => {
  const late = new X509Certificate(selfSigned(new Date("2049-12-31T23:59:59Z")).certificate);
  expect(new Date(late.validFrom).toISOString()).toBe("2049-12-31T23:54:59.000Z");
  expect(new Date(late.validTo).toISOString()).toBe("2050-12-31T23:59:59.000Z");
});

test("is never the same twice", () => {
  const another = new X509Certificate(selfSigned(now).certificate);
  expect(another.serialNumber).not.toBe(parsed.serialNumber);
  expect(another.publicKey.equals(parsed.publicKey)).toBe(false);
});
