import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Ajv } from "ajv";
import { beforeEach, describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import * as z from "zod";
import { settingNames } from "../../server/config/settings.ts";

const chart = fileURLToPath(new URL("../../deploy/helm/jeton", import.meta.url));
const read = (file: string): string => readFileSync(path.join(chart, file), "utf8");
const defaults = z.record(z.string(), z.unknown()).parse(parse(read("values.yaml")));
const isValid = new Ajv({ allErrors: true, strictTypes: false }).compile(
  JSON.parse(read("values.schema.json")),
);

const sqlite = { database: { kind: "sqlite" } };
const postgres = { database: { kind: "postgres" }, existingSecret: "jeton" };

test("the chart's own values are as its schema wants them", () => {
  expect([isValid(defaults), isValid.errors]).toEqual([true, null]);
});

test.each([
  ["one replica on SQLite", { ...sqlite, replicaCount: 1 }, true],
  ["a second one on SQLite", { ...sqlite, replicaCount: 2 }, false],
  ["three on PostgreSQL", { ...postgres, replicaCount: 3 }, true],
  ["PostgreSQL without its Secret", { ...postgres, existingSecret: "" }, false],
  ["an ingress without a host", { ingress: { enabled: true, host: "" } }, false],
  ["a public URL without TLS", { publicUrl: "http://jeton.example.com" }, false],
  ["a variable of nobody's", { env: { PATH: "/" } }, false],
  ["a value that no template reads", { replicas: 2 }, false],
] as const)("%s: the schema says whether it may be", (_, values, isAllowed) => {
  expect(isValid({ ...defaults, ...values })).toBe(isAllowed);
});

const helm = (process.env["PATH"] ?? "")
  .split(path.delimiter)
  .map((folder) => path.join(folder, "helm"))
  .find((file) => existsSync(file));

async function render(...set: readonly string[]): Promise<Readonly<Record<string, unknown>>[]> {
  const values = set.flatMap((value) => ["--set", value]);
  const args = ["template", "shop", chart, "--kube-version", "1.31.0", ...values];
  const { stdout } = await promisify(execFile)(helm ?? "helm", args);
  return parseAllDocuments(stdout).map((document) =>
    z.record(z.string(), z.unknown()).parse(document.toJS()),
  );
}

const pods = z.object({
  spec: z.object({
    replicas: z.number(),
    strategy: z.object({ type: z.string() }),
    template: z.object({
      spec: z.object({
        containers: z.tuple([
          z.object({
            env: z.array(z.object({ name: z.string(), value: z.string() })),
            volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })).nullable(),
          }),
        ]),
        volumes: z.array(z.object({ name: z.string() })).nullable(),
      }),
    }),
  }),
});

describe("rendered", () => {
  // No distribution has a package of it: where it is missing, its schema alone is held to.
  beforeEach(({ skip }) => {
    skip(helm === undefined, "helm is not on the PATH");
  });

  test.each([
    ["SQLite", [], { replicas: 1, strategy: "Recreate", volumes: ["data"], claims: 1, budgets: 0 }],
    [
      "PostgreSQL",
      ["replicaCount=3", "database.kind=postgres", "existingSecret=jeton"],
      { replicas: 3, strategy: "RollingUpdate", volumes: ["secrets"], claims: 0, budgets: 1 },
    ],
  ] as const)("%s: a server with only variables that it knows", async (_, set, expected) => {
    const objects = await render(...set);
    const ofKind = (kind: string) => objects.filter((object) => object["kind"] === kind);
    const { spec } = pods.parse(ofKind("Deployment")[0]);
    const [container] = spec.template.spec.containers;
    const names = container.env.map(({ name }) => name.replace(/_FILE$/, ""));
    expect(settingNames).toEqual(expect.arrayContaining(names));
    expect({
      replicas: spec.replicas,
      strategy: spec.strategy.type,
      volumes: spec.template.spec.volumes?.map(({ name }) => name),
      claims: ofKind("PersistentVolumeClaim").length,
      budgets: ofKind("PodDisruptionBudget").length,
    }).toEqual(expected);
    expect(container.volumeMounts?.map(({ name }) => name)).toEqual(expected.volumes);
  });

  test("two replicas on SQLite are refused", async () => {
    await expect(render("replicaCount=2")).rejects.toThrow(/replicaCount/);
  });
});
