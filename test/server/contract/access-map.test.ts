import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AccessFilters, type AccessLists, accessMap } from "../../../server/contract/access-map.ts";
import { toDot, toMermaid } from "../../../server/contract/access-map-text.ts";
import { builtInRoles } from "../../../server/contract/built-in-roles.ts";

const now = new Date("2026-03-01T00:00:00.000Z");

const bound = {
  user_id: null,
  service_account_id: null,
  group_id: null,
  claim: null,
  project: "shop",
  expires_at: null,
};

/** Ann and a deployer are in a group of `shop`; Ann is admin of the system herself; and a claim lets in whoever has it. */
const shop: AccessLists = {
  users: [
    { id: "usr_ann", email: "ann@example.com", disabled: false },
    { id: "usr_bob", email: "bob@example.com", disabled: true },
  ],
  serviceAccounts: [{ id: "sa_deployer", name: "deployer", project: "shop", disabled: false }],
  groups: [
    { id: "grp_devs", name: "devs", project: "shop" },
    { id: "grp_empty", name: "empty", project: "shop" },
  ],
  groupMembers: [
    { group_id: "grp_devs", user_id: "usr_ann", service_account_id: null },
    { group_id: "grp_devs", user_id: null, service_account_id: "sa_deployer" },
  ],
  roles: [
    { id: "role_admin", project: "system", ...builtInRoles.role_admin },
    { id: "role_viewer", project: "system", ...builtInRoles.role_viewer },
    {
      id: "role_runner",
      name: "runner",
      project: "shop",
      rules: [{ resource_type: "flow", actions: ["execute", "@read"], resource_names: ["ci-*"] }],
    },
  ],
  roleBindings: [
    { ...bound, id: "rb_admin", role_id: "role_admin", user_id: "usr_ann", project: "system" },
    { ...bound, id: "rb_devs", role_id: "role_runner", group_id: "grp_devs", project: "shop.payments" },
    { ...bound, id: "rb_empty", role_id: "role_viewer", group_id: "grp_empty" },
    {
      ...bound,
      id: "rb_bob",
      role_id: "role_viewer",
      user_id: "usr_bob",
      expires_at: "2026-02-01T00:00:00.000Z",
    },
    {
      ...bound,
      id: "rb_claim",
      role_id: "role_viewer",
      claim: { issuer: "https://sso.example", name: "groups", values: ["a", "b", "c", "d"] },
    },
  ],
  resourceTypes: [
    {
      name: "flow",
      actions: [
        { name: "view", access: "read" },
        { name: "execute", access: "write" },
        { name: "delete", access: "write" },
      ],
    },
  ],
};

function rowsOf(filters: AccessFilters, lists = shop): string[] {
  return accessMap(lists, { filters, now }).paths.map(({ subject, group, role, project }) =>
    [subject.label, group?.label, role.label, project.label].filter((part) => part !== undefined).join(" > "),
  );
}

describe("the map of access", () => {
  it("has one row for each way somebody holds a role, members of groups by name", () => {
    expect(rowsOf({})).toEqual([
      "bob@example.com > system/viewer > shop",
      "groups = a or b or c or 1 more at https://sso.example > system/viewer > shop",
      "shop/empty > system/viewer > shop",
      "ann@example.com > shop/devs > shop/runner > shop.payments",
      "shop/deployer > shop/devs > shop/runner > shop.payments",
      "ann@example.com > system/admin > system",
    ]);
  });

  it("leads from each binding to its role and to its project, so that two holders of a role are not mixed up", () => {
    const { nodes, edges } = accessMap(shop, { now, filters: { subject: "grp_devs" } });
    expect(nodes.map(({ id }) => id).toSorted()).toEqual([
      "grp_devs",
      "project:shop.payments",
      "rb_devs",
      "role_runner",
      "sa_deployer",
      "usr_ann",
    ]);
    expect(edges).toContainEqual({ from: "usr_ann", to: "grp_devs", kind: "member" });
    expect(edges).toContainEqual({ from: "grp_devs", to: "rb_devs", kind: "bound" });
    expect(edges).toContainEqual({ from: "rb_devs", to: "role_runner", kind: "gives" });
    expect(edges).toContainEqual({ from: "rb_devs", to: "project:shop.payments", kind: "in" });
    expect(edges).toHaveLength(5);
  });

  it("says who is disabled and what has ended", () => {
    const notes = accessMap(shop, { now }).nodes.flatMap(({ id, note }) => (note ? [[id, note]] : []));
    expect(notes).toEqual([
      ["usr_bob", "disabled"],
      ["rb_bob", "expired"],
    ]);
  });

  it("follows somebody through groups, and keeps to what holds in a project, above it included", () => {
    expect(rowsOf({ subject: "usr_ann" })).toEqual([
      "ann@example.com > shop/devs > shop/runner > shop.payments",
      "ann@example.com > system/admin > system",
    ]);
    expect(rowsOf({ subject: "usr_ann", project: "shop" })).toEqual([
      "ann@example.com > system/admin > system",
    ]);
    expect(rowsOf({ project: "shop.payments.eu" })).toHaveLength(6);
    expect(rowsOf({ project: "shopping" })).toEqual(["ann@example.com > system/admin > system"]);
    expect(rowsOf({ role: "role_runner" })).toHaveLength(2);
  });

  it("asks rules as the server does: wildcards, `@read` of what is declared a read", () => {
    const holders = (resourceType: string, action?: string): string[] => [
      ...new Set(rowsOf({ resourceType, action }).map((row) => row.split(" > ").at(-2) ?? "")),
    ];
    expect(holders("flow")).toEqual(["system/viewer", "shop/runner", "system/admin"]);
    expect(holders("flow", "view")).toEqual(["system/viewer", "shop/runner", "system/admin"]);
    expect(holders("flow", "execute")).toEqual(["shop/runner", "system/admin"]);
    expect(holders("flow", "delete")).toEqual(["system/admin"]);
    expect(holders("jeton.token", "read")).toEqual(["system/viewer", "system/admin"]);
    expect(holders("constructor", "toString")).toEqual(["system/admin"]);
  });

  it("calls what the caller may not list by its id", () => {
    const blind = { ...shop, users: [], roles: [], groups: [], groupMembers: [] };
    expect(rowsOf({ subject: "grp_devs" }, blind)).toEqual(["grp_devs > role_runner > shop.payments"]);
    expect(rowsOf({ subject: "usr_ann" }, blind)).toEqual(["usr_ann > role_admin > system"]);
  });

  it("shows a part of what is too much, and says so", () => {
    const map = accessMap(shop, { now, most: 2 });
    expect([map.paths.length, map.total]).toEqual([2, 6]);
    expect(toMermaid(map)).toMatch(/^%% A part: 2 of 6 ways to hold a role\..*\nflowchart LR\n/);
    expect(toDot(map)).toMatch(/^\/\/ A part: 2 of 6 ways to hold a role\..*\ndigraph access \{\n/);
    expect(toMermaid(accessMap(shop, { now }))).not.toContain("A part");
  });
});

const mermaidLine =
  /^ {2}n\d+(?:(?:\(\[|\[|\[\[|\[\/|\(|\{\{|\[\()"((?:[\p{L}\p{N} @./_-]|#\d+;)*)"(?:\]\)|\]|\]\]|\/\]|\)|\}\}|\)\])| -->(?:\|[a-z ]+\|)? n\d+)$/u;
const dotLine =
  /^ {2}(?:rankdir=LR;|n\d+ \[label="((?:[^"\\]|\\["\\])*)", shape=[a-z]+(?:, style=dashed)?\];|n\d+ -> n\d+(?: \[label="[a-z ]+"\])?;|\{ rank=same; n\d+(?:; n\d+)* \})$/;

/** As the tools read what is quoted. */
function mermaidRead(text: string): string {
  return text.replaceAll(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
function dotRead(text: string): string {
  return text.replaceAll(/\\(.)/g, "$1").replaceAll("&amp;", "&");
}

describe("the map as text", () => {
  it("draws Mermaid and DOT", () => {
    const map = accessMap(shop, { now, filters: { subject: "grp_devs" } });
    expect(toMermaid(map)).toBe(`flowchart LR
  n0(["user ann@example.com"])
  n1[["group shop/devs"]]
  n2("binding rb_devs")
  n3{{"role shop/runner"}}
  n4[("project shop.payments")]
  n5["service account shop/deployer"]
  n0 -->|member of| n1
  n1 --> n2
  n2 -->|gives| n3
  n2 -->|in| n4
  n5 -->|member of| n1
`);
    expect(toDot(map)).toContain('  n0 [label="user ann@example.com", shape=oval];\n');
    expect(toDot(map)).toContain('  n2 -> n3 [label="gives"];\n');
  });

  it("takes no name for anything but a name", () => {
    const nasty = [
      '"]; click n0 href "https://evil.example"',
      "x`end`<script>alert(1)</script>",
      "style:fill#f00;",
      '\\", URL="https://evil.example',
      "\\N \\G &lt;b&gt; &quot;",
      "a\nb\r\n%% c",
      "\u202egnp.exe\u2028",
      "%%{init: {}}%%",
    ];
    const names = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: "binary", maxLength: 30 }));
    fc.assert(
      fc.property(names, names, (email, value) => {
        const claim = { issuer: "https://sso.example", name: value, values: [value] };
        const roleBindings = [
          { ...bound, id: "rb_1", role_id: "role_1", user_id: "usr_1" },
          { ...bound, id: "rb_2", role_id: "role_1", claim },
        ];
        const users = [{ id: "usr_1", email, disabled: false }];
        const map = accessMap({ ...shop, users, roleBindings }, { now });
        const mermaid = toMermaid(map).trimEnd().split("\n").slice(1);
        const dot = toDot(map).trimEnd().split("\n").slice(1, -1);
        expect(mermaid).toHaveLength(map.nodes.length + map.edges.length);
        for (const line of mermaid) expect(line).toMatch(mermaidLine);
        for (const line of dot) expect(line).toMatch(dotLine);
        // And what can be seen of it is read as it was.
        if (/[\p{C}\p{Zl}\p{Zp}]/u.test(email)) return;
        const labels = (lines: string[], pattern: RegExp): string[] =>
          lines.map((line) => pattern.exec(line)?.[1] ?? "");
        expect(labels(mermaid, mermaidLine).map(mermaidRead)).toContain(`user ${email}`);
        expect(labels(dot, dotLine).map(dotRead)).toContain(`user ${email}`);
      }),
      { numRuns: 30 },
    );
  });
});
