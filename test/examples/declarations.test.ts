import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readDeclarationFiles } from "../../server/contract/declaration-file.ts";
import { declaredSchemas } from "../../server/contract/declared.ts";
import { operations } from "../../server/contract/operations.ts";
import { startServer, type TestServer } from "../support/server.ts";

const root = new URL("../../", import.meta.url);
const textOf = (path: string): string => readFileSync(new URL(path, root), "utf8");

function documentsOf(path: string, text = textOf(path)): readonly unknown[] {
  const read = readDeclarationFiles([{ path, text }]);
  if (read.type === "problems") throw new Error(JSON.stringify(read.problems));
  return read.documents;
}

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

async function applied(name: string, project: string): Promise<Record<string, unknown>> {
  const body = { project, documents: documentsOf(`examples/declarations/${name}.yaml`) };
  const reply = await server.send({ method: "POST", path: `/v1/declarations/${name}:apply`, body });
  expect([reply.status, reply.text]).toMatchObject([200, reply.text]);
  return reply.json();
}

test("the examples are applied as they are, and again without a change; the secret is sealed", async () => {
  expect(await applied("platform", "system")).toMatchObject({ summary: { create: 3 } });
  const { secrets } = await applied("payments", "shop");
  expect(secrets).toMatchObject([{ sealed_secret: expect.any(String) as unknown }]);
  expect(JSON.stringify(secrets)).not.toContain('"secret"');
  expect(await applied("platform", "system")).toMatchObject({
    summary: { create: 0, update: 0, unchanged: 3 },
  });
  expect(await applied("payments", "shop")).toMatchObject({
    summary: { create: 0, unchanged: 11 },
    secrets: [],
  });
});

test("docs/declarations.md shows files that can be read, and tells every field besides those of nouns", () => {
  const page = textOf("docs/declarations.md");
  const [block = ""] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = ""]) => text);
  expect(documentsOf("docs/declarations.md", block)).toHaveLength(2);
  const told = [...page.matchAll(/^\| `(\w+)` +\|/gm)].map(([, field = ""]) => field);
  const { shape: own } = declaredSchemas.token as unknown as { shape: object };
  const { shape: flags } = operations["declaration.apply"].body;
  const besides = ["adopt", "renamed_from", "sealed_for"];
  expect(Object.keys(own)).toEqual(expect.arrayContaining(besides));
  expect(told.toSorted()).toEqual([...besides, ...Object.keys(flags)].toSorted());
});
