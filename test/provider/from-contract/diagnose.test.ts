import { expect, test } from "vitest";
import { diagnose } from "../../../provider/from-contract/diagnose.ts";
import { pathOf } from "../../../provider/from-contract/path.ts";
import { createJeton } from "../../../provider/jeton.ts";
import type { ClientProblem } from "../../../server/contract/client.ts";

const { resources } = createJeton({}).schema();
const { attributes } = resources["jeton_token"]!;

test("a pointer becomes a path as deep as Terraform has addresses", () => {
  const paths = {
    "/name": [{ attribute: "name" }],
    "/rules": [{ attribute: "rules" }],
    "/rules/2": [{ attribute: "rules" }, { index: 2 }],
    "/rules/2/resource_type": [{ attribute: "rules" }, { index: 2 }, { attribute: "resource_type" }],
    "/rules/0/actions/1": [{ attribute: "rules" }, { index: 0 }, { attribute: "actions" }],
    "/labels/a~1b~0c": [{ attribute: "labels" }, { key: "a/b~c" }],
    "/labels/0": [{ attribute: "labels" }, { key: "0" }],
    "/name/0": [{ attribute: "name" }],
    "/rules/x": [{ attribute: "rules" }],
    "/rules/0/toString": [{ attribute: "rules" }, { index: 0 }],
    "/toString": undefined,
    "": undefined,
    page_size: undefined,
  };
  for (const [pointer, path] of Object.entries(paths)) {
    expect([pointer, pathOf(attributes, pointer)]).toEqual([pointer, path]);
  }
  const trust = resources["jeton_trust_policy"]!.attributes;
  expect(pathOf(trust, "/claims/ref/0")).toEqual([{ attribute: "claims" }, { key: "ref" }]);
});

function diagnosed(problem: ClientProblem): readonly object[] {
  return diagnose(problem, { doing: "create the token", typeName: "jeton_token", attributes });
}

test("each field that is wrong is a diagnostic of its own", () => {
  expect(
    diagnosed({
      code: "validation_failed",
      detail: "/name: must have 1 to 128 printable characters (and 2 more)",
      request_id: "req-1",
      errors: [
        { pointer: "/name", detail: "must have 1 to 128 printable characters" },
        { pointer: "/labels/a~1b", detail: "must be a string" },
        { pointer: "/nothing", detail: "there is no such field" },
      ],
    }),
  ).toEqual([
    {
      severity: "error",
      summary: "Invalid value for name",
      detail: "Must have 1 to 128 printable characters.\n\nRequest id: req-1",
      path: [{ attribute: "name" }],
    },
    {
      severity: "error",
      summary: `Invalid value for labels["a/b"]`,
      detail: "Must be a string.\n\nRequest id: req-1",
      path: [{ attribute: "labels" }, { key: "a/b" }],
    },
    {
      severity: "error",
      summary: "Cannot create the token",
      detail: "/nothing: there is no such field.\n\nRequest id: req-1",
    },
  ]);
});

test("any other problem says what was tried and what the server says", () => {
  expect(diagnosed({ code: "forbidden", detail: "this needs `jeton.token:create` in `shop`" })).toEqual([
    {
      severity: "error",
      summary: "Cannot create the token",
      detail:
        "The caller may not do this: this needs `jeton.token:create` in `shop`. Bind a role that allows it to whoever the provider's token belongs to, and look whether the token's own `mode`, `rules` and `within` leave it that.",
    },
  ]);
});

test("a taken name points to what has it", () => {
  expect(
    diagnosed({ code: "name_taken", detail: "there is a token `ci` already", existing_id: "tok_1" }),
  ).toMatchObject([
    {
      summary: "The name is taken",
      detail: expect.stringContaining('\n    to = jeton_token.NAME\n    id = "tok_1"\n') as unknown,
      path: [{ attribute: "name" }],
    },
  ]);
});
