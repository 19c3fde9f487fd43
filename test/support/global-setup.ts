import { findPostgres, startPostgres } from "./postgres.ts";
import type { Cluster } from "./postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The URL of a server on which tests make their databases, or why there is none. */
    readonly postgres: { readonly url: string } | { readonly missing: string };
  }
}

interface Project {
  readonly provide: (key: "postgres", value: { url: string } | { missing: string }) => void;
}

let cluster: Cluster | undefined;

export async function setup({ provide }: Project): Promise<void> {
  const bin = await findPostgres();
  if (bin === undefined) {
    const missing = "neither on the PATH nor in /usr/lib/postgresql";
    if (process.env["CI"] === "true" || process.env["JETON_TEST_REQUIRE_ALL"] === "1") {
      throw new Error(`The tests need PostgreSQL (initdb, postgres): ${missing}`);
    }
    provide("postgres", { missing });
    return;
  }
  cluster = await startPostgres(bin);
  // Whoever needs it waits for it; the other tests do not.
  cluster.started.catch((error: unknown) => {
    console.error("PostgreSQL does not start:", error);
  });
  provide("postgres", { url: cluster.url });
}

export async function teardown(): Promise<void> {
  await cluster?.stop();
}
