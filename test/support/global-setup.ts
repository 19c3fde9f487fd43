import { once } from "node:events";
import { execFile } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";

import { findPostgres, startPostgres } from "./postgres.ts";
import type { Cluster } from "./postgres.ts";
import { terraformBinary } from "./terraform-binary.ts";

/** Where tests ask for PostgreSQL, so that runs which do not need it do not start it; or why there is none. */
type Postgres = { readonly port: number } | { readonly missing: string };

declare module "vitest" {
  interface ProvidedContext {
    readonly postgres: Postgres;
  }
}

interface Project {
  readonly provide: (key: "postgres", value: Postgres) => void;
}

let cluster: Promise<Cluster> | undefined;
const closed = new AbortController();

export async function setup({ provide }: Project): Promise<void> {
  if (terraformBinary === undefined) {
    console.warn("Neither terraform nor tofu is on the PATH: the tests that need one are skipped");
  }
  // In a process that is not told that it is a test: a build for tests would be another than people get.
  const { NODE_ENV: _test, ...env } = process.env;
  await promisify(execFile)(process.execPath, ["tools/console.ts"], { env });
  const bin = await findPostgres();
  if (bin === undefined) {
    const missing = "neither on the PATH nor in /usr/lib/postgresql";
    if (process.env["CI"] === "true" || process.env["JETON_TEST_REQUIRE_ALL"] === "1") {
      throw new Error(`The tests need PostgreSQL (initdb, postgres): ${missing}`);
    }
    console.warn(`PostgreSQL is missing (${missing}): its half of the tests is skipped`);
    provide("postgres", { missing });
    return;
  }
  // Answers whoever connects with the server's URL, or with nothing when it does not start.
  const desk = createServer((socket) => {
    cluster ??= startPostgres(bin);
    cluster.then(
      ({ url }) => socket.end(url),
      (error: unknown) => {
        console.error("PostgreSQL does not start:", error);
        socket.end();
      },
    );
  });
  desk.listen({ port: 0, host: "127.0.0.1", signal: closed.signal });
  await once(desk, "listening");
  desk.unref();
  // A TCP server's address has a port.
  provide("postgres", { port: (desk.address() as AddressInfo).port });
}

export async function teardown(): Promise<void> {
  closed.abort();
  await cluster?.then(
    ({ stop }) => stop(),
    () => undefined,
  );
}
