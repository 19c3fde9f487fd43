import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exits } from "../../../server/cli/exit-codes.ts";
import { outcomes } from "../../../server/cli/outcomes.ts";
import { type ProblemCode, problems } from "../../../server/contract/problem.ts";
import { jeton } from "../../support/jeton.ts";

/** What a script may rely on: it is written here a second time, so that nobody changes a number by the way. */
const promised = {
  ok: 0,
  error: 1,
  usage: 2,
  cancelled: 3,
  unauthenticated: 4,
  forbidden: 5,
  not_found: 6,
  conflict: 7,
  unavailable: 8,
  interrupted: 130,
};

test("every exit has its number", () => {
  expect(Object.fromEntries(Object.entries(exits).map(([name, { code }]) => [name, code]))).toEqual(promised);
});

/** Answers with the problem that the path's id names. */
let server: Server;
let url = "";
beforeAll(async () => {
  server = createServer((request, response) => {
    const [, code = ""] = /projects\/(\w+)/.exec(request.url ?? "") ?? [];
    const { status } = problems[code as ProblemCode];
    const body = {
      type: `urn:jeton:problem:${code}`,
      code,
      status,
      title: "",
      detail: `said ${code}`,
      request_id: "req_1",
    };
    response
      .writeHead(status, { "content-type": "application/problem+json", "retry-after": "0" })
      .end(JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${String((server.address() as { port: number }).port)}`;
});
afterAll(() => {
  server.close();
});

/** By status, where no code has a meaning of its own. */
const ofStatus: Readonly<Record<number, readonly (keyof typeof promised)[]>> = {
  400: ["usage", "unauthenticated"],
  401: ["unauthenticated"],
  403: ["forbidden"],
  404: ["not_found"],
  405: ["usage"],
  409: ["conflict"],
  412: ["conflict"],
  413: ["usage"],
  415: ["usage"],
  422: ["usage", "conflict"],
  429: ["unavailable"],
  500: ["error"],
  503: ["unavailable"],
};

test.each(Object.entries(problems))(
  "the problem %s ends with its number, what it is and what to do",
  async (code, { status }) => {
    const {
      code: exit,
      out,
      err,
    } = await jeton(["get", "project", code], { env: { JETON_URL: url, JETON_TOKEN: "x" } });
    const outcome = outcomes[code as ProblemCode];
    expect([exit, out]).toEqual([promised[outcome.exit], ""]);
    expect(ofStatus[status]).toContain(outcome.exit);
    expect(err).toMatch(new RegExp(`^jeton: said ${code}\n`));
    expect(outcome.remedy.length).toBeGreaterThan(15);
    expect(err.endsWith(`\n  ${outcome.remedy}\n`)).toBe(true);
  },
);

test("without a server it is 8, and 130 when interrupted", async () => {
  const env = { JETON_URL: "http://127.0.0.1:1", JETON_TOKEN: "x" };
  const unreachable = await jeton(["get", "projects"], { env });
  expect(unreachable).toMatchObject({ code: 8, out: "" });
  expect(unreachable.err).toContain("http://127.0.0.1:1 cannot be reached");
  const silent = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const at = `http://127.0.0.1:${String((silent.address() as { port: number }).port)}`;
  const interrupted = await jeton(["get", "projects"], {
    env: { ...env, JETON_URL: at },
    interrupted: async () => void (await once(silent, "request")),
  });
  expect(interrupted).toEqual({ code: 130, out: "", err: "" });
  silent.closeAllConnections();
  silent.close();
});

test("what is not Jeton's answer is 1", async () => {
  const other = createServer((_, response) => response.end("<html>")).listen(0, "127.0.0.1");
  await once(other, "listening");
  const env = {
    JETON_URL: `http://127.0.0.1:${String((other.address() as { port: number }).port)}`,
    JETON_TOKEN: "x",
  };
  const { code, err } = await jeton(["get", "projects"], { env });
  expect(code).toBe(1);
  expect(err).toContain("is not Jeton's; check the URL");
  other.close();
});
