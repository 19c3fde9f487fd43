import { codeOf } from "./postgres-transaction.ts";

const UNTRUSTED =
  "give the authority of its certificate as sslrootcert=FILE in JETON_DATABASE_URL (or, on a network you trust, sslmode=no-verify)";
const UNREACHABLE =
  "start PostgreSQL, or correct the host and port in JETON_DATABASE_URL; look for a firewall between";
const REFUSED =
  "correct the user and password in JETON_DATABASE_URL, and let that user in from here in the server's pg_hba.conf";

/** What to do, by the code of the error: of Node, of OpenSSL, and SQLSTATE. */
const remedies: Readonly<Record<string, string>> = {
  ECONNREFUSED: UNREACHABLE,
  ENOTFOUND: "correct the host in JETON_DATABASE_URL",
  EAI_AGAIN: "correct the host in JETON_DATABASE_URL, or mend the name service of this machine",
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  ENOENT: "correct the path in JETON_DATABASE_URL",
  EACCES: "let this user read what JETON_DATABASE_URL names",
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  CERT_HAS_EXPIRED: "renew the server's certificate",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "name the host in JETON_DATABASE_URL as the server's certificate does, or have one made for this name",
  "28P01": REFUSED,
  "28000": REFUSED,
  "3D000": "create that database, or correct its name in JETON_DATABASE_URL",
  "42501":
    "let that user make tables: make it the database's owner, or `grant create on schema public`; the first start and each upgrade need it",
  "25006": "this is a standby, which nobody writes to: name the primary in JETON_DATABASE_URL",
  "53300": "raise max_connections of the server, or put a pooler before it: each replica takes up to ten",
  "57P03": "wait until the server has started",
  // Of a pooler that was told of no such database or user.
  "08P01": "correct the database and the user in JETON_DATABASE_URL, or tell the pooler of them",
};

/** What errors without a code say. */
const sayings: readonly (readonly [RegExp, string])[] = [
  [/does not support SSL/, "set up TLS on the server, or take it out of JETON_DATABASE_URL: sslmode=disable"],
  [
    /SASL.*password must be a string/,
    "put the password in JETON_DATABASE_URL: postgres://user:password@host/database",
  ],
  [/timeout|terminated unexpectedly/i, UNREACHABLE],
];

/**
 * Why the database cannot be used, with what to do about it where that is known. The driver's words name host, user and
 * database, never the password.
 */
export function withRemedy(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const cause = error.cause instanceof Error ? error.cause : error;
  const remedy = remedyOf(cause);
  if (remedy === undefined) return error;
  const reason = cause.message === "" ? String(codeIn(cause)) : cause.message.replace(/\.$/, "");
  return new Error(`PostgreSQL cannot be used: ${reason}; ${remedy}`);
}

function remedyOf(cause: Error): string | undefined {
  const code = codeOf(cause) || codeIn(cause);
  const known = code === undefined ? undefined : remedies[code];
  return known ?? sayings.find(([words]) => words.test(cause.message))?.[1];
}

function codeIn(cause: Error): string | undefined {
  return "code" in cause ? String(cause.code) : undefined;
}
