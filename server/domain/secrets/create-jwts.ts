import { createPublicKey, hash, type JsonWebKey, type KeyObject, sign } from "node:crypto";
import { Problem } from "../../contract/problem.ts";
import { canonicalJson } from "../../contract/canonical-json.ts";
import type { Dependencies } from "../dependencies.ts";
import { currentKey, ensureJwtKey, formerKeys, isJwtKey, publishedKeys } from "./jwt-keys.ts";
import { JWT_ALGORITHM, type Jwk, type Jwts } from "./jwts.ts";
import type { SigningKeyRow } from "./key-rows.ts";
import type { Vault } from "./sealing.ts";
import { openKey } from "./signing-key.ts";
import type { Reader } from "../store.ts";

interface Opened {
  readonly privateKey: KeyObject;
  readonly kid: string;
}

/** @param issuer the server's own address */
export function createJwts(
  deps: Pick<Dependencies, "store" | "now" | "newId">,
  { issuer, vault }: { readonly issuer: string; readonly vault: Vault },
): Jwts {
  const { store, now } = deps;
  const openedById = new Map<string, Opened>();

  const openRow = (row: SigningKeyRow): Opened => {
    const known = openedById.get(row.id);
    if (known) return known;
    const made = { privateKey: openedHere(row, vault), kid: jwkOf(row).kid };
    openedById.set(row.id, made);
    return made;
  };
  /** Each time anew, by one look at a few rows: a key that was withdrawn signs nothing more, on any replica. */
  const rowsOf = (rows: Reader): Promise<readonly SigningKeyRow[]> => rows.signing_keys.list(isJwtKey);

  const prepare = async (): Promise<void> => {
    const rows = await rowsOf(store.read);
    if (rows.length > 0 && formerKeys(rows, now()).length === 0) return;
    await ensureJwtKey(deps, vault);
  };
  return {
    issuer,
    prepare,
    sign: async ({ typ, claims }, rows) => {
      if (!rows) await prepare();
      const row = currentKey(await rowsOf(rows ?? store.read), now());
      if (!row) throw new Error("there is no key to sign JWTs with");
      const { privateKey, kid } = openRow(row);
      const signed = [
        { alg: JWT_ALGORITHM, typ, kid },
        { iss: issuer, ...claims },
      ]
        .map(encode)
        .join(".");
      // RFC 7518 section 3.4: R and S as they are, not in DER.
      const signature = sign("sha256", Buffer.from(signed), { key: privateKey, dsaEncoding: "ieee-p1363" });
      return `${signed}.${signature.toString("base64url")}`;
    },
    jwks: async () => {
      await prepare();
      return { keys: publishedKeys(await rowsOf(store.read), now()).map(jwkOf) };
    },
  };
}

/** @throws Problem `unavailable` when it is sealed with another encryption key than this server was started with */
function openedHere(row: SigningKeyRow, vault: Vault): KeyObject {
  try {
    return openKey(row, vault);
  } catch (cause) {
    throw new Problem("unavailable", "the key that signs JWTs cannot be opened now", { cause });
  }
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

export function jwkOf({ public_key: pem }: SigningKeyRow): Jwk {
  // Each key of this purpose is one of P-256, whose JWK has these (RFC 7518 section 6.2.1).
  const { crv, kty, x, y } = createPublicKey(pem).export({ format: "jwk" }) as Required<JsonWebKey>;
  // RFC 7638 section 3.2: the required members alone, in the order of their names.
  const kid = hash("sha256", canonicalJson({ crv, kty, x, y }), "base64url");
  return { kty: "EC", crv, x, y, kid, alg: JWT_ALGORITHM, use: "sig" };
}
