import { createPublicKey, type KeyObject, verify } from "node:crypto";
import * as z from "zod";
import { Problem } from "../contract/problem.ts";
import type { SignedBytes, VerifyLeakReport } from "../domain/caller.ts";
import type { FetchJson } from "./fetch-json.ts";
import { keepFresh } from "./kept-fresh.ts";

type Keys = ReadonlyMap<string, KeyObject>;

/**
 * Verifies reports that GitHub's secret scanning signed: ECDSA on P-256 with SHA-256, in DER, over the body as it was sent
 * (https://docs.github.com/en/code-security/secret-scanning/secret-scanning-partner-program).
 * @param keys where GitHub publishes them (https), or what it publishes there
 * @param now milliseconds since 1970
 */
export function createVerifyLeakReport(
  keys: string,
  { fetchJson, now }: { readonly fetchJson: FetchJson; readonly now: () => number },
): VerifyLeakReport {
  const given = keys.startsWith("{") ? readKeys(JSON.parse(keys)) : undefined;
  const published = keepFresh({
    load: async (url) => readKeys(await fetchJson(url)),
    failed: (cause) =>
      new Problem("unavailable", "the keys that reports are signed with cannot be had now", { cause }),
    now,
  });
  return async ({ keyId, ...signed }) => {
    const key =
      given === undefined
        ? ((await published(keys)).get(keyId) ?? (await published(keys, true)).get(keyId))
        : given.get(keyId);
    return key !== undefined && isSigned(signed, key);
  };
}

function isSigned({ bytes, signature }: Omit<SignedBytes, "keyId">, key: KeyObject): boolean {
  return verify("sha256", bytes, { key, dsaEncoding: "der" }, Buffer.from(signature, "base64"));
}

const document = z.object({
  public_keys: z.array(z.looseObject({ key_identifier: z.string().min(1), key: z.string() })).max(100),
});

/** @throws Error when it is not what GitHub publishes */
function readKeys(value: unknown): Keys {
  const keys = document.parse(value).public_keys.map(({ key_identifier: id, key: pem }) => {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyDetails?.namedCurve !== "prime256v1")
      throw new Error(`the key ${id} is not of P-256`);
    return [id, key] as const;
  });
  return new Map(keys);
}
