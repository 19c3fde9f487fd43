import type { Private } from "./server.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What a resource remembers beside its state; kept small, stored by Terraform, shown to nobody. */
export interface PrivateData {
  readonly [name: string]: Json;
}

export function encodePrivate(data: PrivateData): Private {
  return new TextEncoder().encode(JSON.stringify(data));
}

/** Throws on bytes that `encodePrivate` did not make. */
export function decodePrivate(bytes: Private): PrivateData {
  if (bytes.length === 0) return {};
  const data: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    throw new Error("The private data stored by Terraform is not a JSON object.");
  }
  // JSON.parse of an object gives nothing else.
  return data as PrivateData;
}
