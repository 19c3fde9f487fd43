import type { OwnerType } from "../../contract/subject.ts";
import type { Rights } from "../authorization/rights.ts";
import type { TokenRow } from "../rows.ts";

/** Whom a reverse proxy may tell its upstream about. */
export interface Identity {
  readonly subject_type: OwnerType;
  readonly subject_id: string;
  /** For example `sa/shop/deployer`. */
  readonly subject: string;
  readonly token_id: string;
  readonly project: string;
}

/** A token that was presented and accepted, and what follows from it. */
export interface Known {
  readonly token: TokenRow;
  readonly secretId: string;
  /** What it is kept in. */
  readonly of: object;
  /** From when, in milliseconds since 1970: a clock that is set back makes it unknown. */
  readonly since: number;
  /** Before when: the earliest end of its secret, itself and whatever gives its owner a right. */
  until: number;
  /** Once somebody asked for them. */
  rights: Rights | undefined;
  identity: Identity | undefined;
}

/** Of tokens that were looked for, and what is known of the epoch. */
export interface MemoryCounts {
  readonly hits: number;
  readonly misses: number;
  /** Milliseconds since the epoch was read. */
  readonly age: number;
}
