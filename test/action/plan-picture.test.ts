import { expect, test } from "vitest";
import { planPicture } from "../../action/plan-picture.ts";
import { planMarkup, type Shown } from "../../action/plan-text.ts";

type Change = Shown["plan"]["changes"][number];

function change(
  [action, kind]: readonly [Change["action"], Change["kind"]],
  reference: string,
  fields: Change["fields"] = [],
): Change {
  return { document: 0, kind, reference, id: null, action, fields, breaks: null, refusal: null };
}

const field = (name: string, before: unknown, after: unknown) => ({ name, before, after });

test("shows who gains and loses what, and nothing else", () => {
  const picture = planPicture([
    change(["create", "project"], "prj/shop"),
    change(["create", "service_account"], "sa/shop/robot"),
    change(["create", "role_binding"], "rb/role/system/viewer/sa/shop/robot/shop"),
    change(["delete", "role_binding"], "rb/role_0190/usr/ann@example.org/shop.payments"),
    change(["delete", "group_member"], "gm/grp/shop/crew/sa/shop/robot"),
    change(["create", "token"], "tok/sa/shop/robot/a/b"),
    change(["replace", "trust_policy"], "tp/shop/github", [
      field("service_account_id", null, "sa/shop/robot"),
    ]),
    change(["update", "role"], "role/shop/runner", [field("rules", [], [])]),
    change(["update", "role"], "role/shop/reader", [field("description", "", "a")]),
    change(["update", "service_account"], "sa/shop/old", [field("disabled", false, true)]),
    change(["unchanged", "role_binding"], "rb/role/system/admin/sa/shop/robot/shop"),
  ]);
  expect(picture).toBe(
    [
      "flowchart LR",
      '  n0["sa/shop/robot"]',
      '  n1["role/system/viewer"]',
      '  n2["usr/ann@example.org"]',
      '  n3["role_0190"]',
      '  n4["grp/shop/crew"]',
      '  n5["token a/b"]',
      '  n6["jobs of tp/shop/github"]',
      '  n7["role/shop/runner#58; other rules"]',
      '  n8["sa/shop/old#58; disabled"]',
      '  n0 -- "gains in shop" --> n1',
      '  n2 -. "loses in shop.payments" .-> n3',
      '  n0 -. "loses membership" .-> n4',
      '  n5 -- "gains its rights" --> n0',
      '  n6 -- "changes its rights" --> n0',
      "  linkStyle 0 stroke:#1a7f37",
      "  linkStyle 1 stroke:#cf222e,stroke-dasharray:5",
      "  linkStyle 2 stroke:#cf222e,stroke-dasharray:5",
      "  linkStyle 3 stroke:#1a7f37",
      "  linkStyle 4 stroke:#9a6700",
      "  style n7 stroke:#9a6700",
      "  style n8 stroke:#cf222e,stroke-dasharray:5",
    ].join("\n"),
  );
  expect(planPicture([change(["create", "project"], "prj/shop")])).toBeUndefined();
});

const evil =
  'x"]\n```\n<img src=x onerror=alert(1)>\n::set-output name=a::b\n@eve %%{init: {}}%% "`md`" #quot; <!-- -->';

test("names that were chosen to end it end nothing: no quote, bracket, fence, line or markup is left of them", () => {
  const tokens = change(["create", "token"], `tok/usr/eve@example.org/${evil}`);
  const binding = change(
    ["create", "role_binding"],
    `rb/role/system/admin/${JSON.stringify({ issuer: evil })}/shop`,
  );
  const changes = [tokens, binding, change(["delete", "group"], `grp/shop/${evil}`)];
  const picture = planPicture(changes) ?? "";
  for (const line of picture.split("\n")) {
    expect(line).toMatch(
      /^(?:flowchart LR| {2}n\d+\["[^"`<>[\]{}%\\]*"\]| {2}n\d+ (?:--|-\.) "[^"`<>[\]{}%\\]*" (?:-->|\.->) n\d+| {2}(?:linkStyle|style) n?\d+ [a-z:,0-9#-]+)$/,
    );
  }
  const plan = { changes, left: [], summary: { create: 2, update: 0, replace: 0, delete: 1, unchanged: 0 } };
  const markup = planMarkup([{ title: "Plan", plan, isDone: false }], 10_000);
  expect(markup.match(/```/g)).toHaveLength(2);
  const [around = "", drawn = ""] = markup.split("```mermaid\n");
  expect(drawn).toBe(`${picture}\n\`\`\`\n\n`);
  expect(around.replaceAll(/<\/?(?:h3|p|pre)(?: lang="diff")?>/g, "")).not.toMatch(/[<>`]/);
});

test("is as long as can be read, however much there is", () => {
  const changes = Array.from({ length: 1000 }, (_, index) =>
    change(["create", "token"], `tok/sa/shop/robot${String(index)}/${"\u{10ffff}ü".repeat(64)}`, [
      field("description", null, "<".repeat(400)),
    ]),
  );
  const picture = planPicture(changes) ?? "";
  expect(picture).toContain('  more["and 960 more"]');
  expect(picture.length).toBeLessThan(20_000);
  const summary = { create: 1000, update: 0, replace: 0, delete: 0, unchanged: 0 };
  const shownOf = (count: number): Shown => {
    return {
      title: "t".repeat(350),
      plan: { changes: changes.slice(0, count), left: [], summary },
      isDone: false,
    };
  };
  const many = Array.from({ length: 60 }, () => shownOf(20));
  for (const plans of [many, [shownOf(1000)]]) {
    const markup = planMarkup(plans, 24_000);
    expect(markup).toContain("more lines, which are in the log");
    expect(markup.length).toBeLessThan(65_000);
    expect(planMarkup(plans, 300_000).length).toBeLessThan(350_000);
  }
  expect(planMarkup(many, 24_000)).toContain("<p>20 more are in the log.</p>");
});
