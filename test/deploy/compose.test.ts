import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { settingNames } from "../../server/config/settings.ts";

const read = (file: string): string =>
  readFileSync(fileURLToPath(new URL(`../../deploy/compose/${file}`, import.meta.url)), "utf8");

const service = z.object({
  image: z.string(),
  environment: z.record(z.string(), z.string()),
  secrets: z.array(z.string()).default([]),
  depends_on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).default([]),
  networks: z.array(z.string()),
  read_only: z.boolean().default(false),
  ports: z.array(z.string()).default([]),
});
const compose = z
  .object({
    services: z.record(z.string(), service),
    secrets: z.record(z.string(), z.object({ file: z.string() })),
    networks: z.record(z.string(), z.unknown()),
  })
  .parse(parse(read("compose.yaml"), { merge: true }));
const services = Object.entries(compose.services);
const replicas = services.filter(([, { image }]) => image.startsWith("jeton"));

test("each service has only secrets, networks and others to wait for that are there", () => {
  const wrong = services.flatMap(([name, { secrets, networks, depends_on: before }]) => [
    ...secrets.filter((secret) => !(secret in compose.secrets)).map((secret) => `${name}: ${secret}`),
    ...networks.filter((network) => !(network in compose.networks)).map((network) => `${name}: ${network}`),
    ...(Array.isArray(before) ? before : Object.keys(before))
      .filter((other) => !(other in compose.services))
      .map((other) => `${name}: ${other}`),
  ]);
  expect(wrong).toEqual([]);
});

test("two replicas write nothing beside the database, and only Caddy is open to the world", () => {
  expect(replicas.map(([name]) => name)).toEqual(["jeton-1", "jeton-2"]);
  expect(replicas.every(([, { read_only: isReadOnly }]) => isReadOnly)).toBe(true);
  expect(services.filter(([, { ports }]) => ports.length > 0).map(([name]) => name)).toEqual(["caddy"]);
});

test("the replicas have only variables that the server knows, and every secret from a file", () => {
  for (const [, { environment, secrets }] of replicas) {
    const names = Object.keys(environment).map((name) => name.replace(/_FILE$/, ""));
    expect(settingNames).toEqual(expect.arrayContaining(names));
    const files = Object.entries(environment).filter(([name]) => name.endsWith("_FILE"));
    expect(new Set(files.map(([, file]) => file.replace("/run/secrets/", "")))).toEqual(new Set(secrets));
  }
});

test("setup.sh makes each secret there is", () => {
  const made = [...read("setup.sh").matchAll(/\bkeep (\w+)$/gm)].map(([, name]) => name);
  expect(new Set(made)).toEqual(new Set(Object.keys(compose.secrets)));
});

test("Caddy has the replicas by their names", () => {
  const { JETON_REPLICAS: upstreams } = compose.services["caddy"]?.environment ?? {};
  expect(upstreams?.split(" ")).toEqual(replicas.map(([name]) => `${name}:8080`));
});
