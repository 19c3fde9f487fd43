import { expect, test } from "vitest";
import { type Nested, isNested } from "../../../provider/framework/attribute.ts";
import type { Attribute, Attributes } from "../../../provider/framework/attribute.ts";
import { createJeton } from "../../../provider/jeton.ts";
import { nouns } from "../../../server/contract/nouns/all.ts";

const { resources, dataSources, ephemeralResources } = createJeton({}).schema();

/** An attribute in a few words, as one reads it in documentation. */
function inWords({ type, ...attribute }: Attribute): string {
  const kind = isNested(type) ? `${type.nesting} of objects` : JSON.stringify(type).replaceAll(/[{}"]/g, "");
  const traits = ["required", "optional", "computed", "sensitive", "requiresReplace", "keepPrior"] as const;
  const words: string[] = traits.filter((trait) => attribute[trait] === true);
  if (attribute.default !== undefined) words.push(`default ${JSON.stringify(attribute.default)}`);
  if (attribute.equivalent !== undefined) words.push("compared by meaning");
  return [kind, ...words].join(", ");
}

function table(attributes: Attributes): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, one]) => [name, inWords(one)]));
}

test("a token's fields become attributes by their access words", () => {
  expect(table(resources["jeton_token"]!.attributes)).toEqual({
    id: "string, computed, keepPrior",
    created_at: "string, computed, keepPrior, compared by meaning",
    updated_at: "string, computed, compared by meaning",
    created_by: "string, computed, keepPrior",
    managed_by: "string, computed, keepPrior",
    service_account_id: "string, optional, requiresReplace",
    user_id: "string, optional, requiresReplace",
    role_id: "string, optional, requiresReplace",
    project: "string, optional, computed, requiresReplace",
    name: "string, required",
    description: "string, optional",
    within: "string, optional",
    mode: `string, optional, computed, default "full_access"`,
    rules: "list of objects, optional",
    expires_at: "string, optional, computed, keepPrior, compared by meaning",
    max_age: "string, optional, compared by meaning",
    extend_on_use: "bool, optional, computed, default false",
    absolute_expires_at: "string, optional, compared by meaning",
    not_before: "string, optional, compared by meaning",
    usage_limit: "number, optional",
    allowed_cidrs: "set:string, optional",
    audiences: "set:string, optional",
    rate_limit: "single of objects, optional",
    labels: "map:string, optional, computed, default {}",
    disabled: "bool, optional, computed, default false",
    trust_policy_id: "string, computed, keepPrior",
    session: "bool, computed, keepPrior",
    state: "string, computed, keepPrior",
    hint: "string, computed, keepPrior",
    rotated_at: "string, computed, keepPrior, compared by meaning",
    secret: "string, computed, sensitive, keepPrior",
    timeouts: "single of objects, optional",
    effective_labels: "map:string, computed, keepPrior",
    rotation: "single of objects, optional",
    rotate_at: "string, computed, keepPrior",
    keepers: "map:string, optional",
    sealed_for: "string, optional",
    sealed_secret: "string, computed, keepPrior",
    secret_wo: "string, optional",
    secret_wo_version: "number, optional",
  });
});

test("rules are a list, and their actions and names sets", () => {
  const { type } = resources["jeton_role"]!.attributes["rules"]!;
  expect(table((type as Nested).attributes)).toEqual({
    resource_type: "string, required",
    actions: "set:string, required",
    resource_names: "set:string, optional",
  });
});

test("every resource is a data source; a field that uses change is only in the latter", () => {
  for (const [type, { attributes }] of Object.entries(resources)) {
    const noun = Object.values(nouns).find(({ name }) => type === `jeton_${name}`)!;
    const resource = Object.keys(attributes);
    const source = Object.keys(dataSources[type]?.attributes ?? {});
    for (const [field, { access }] of Object.entries(noun.fields)) {
      const words: readonly string[] = access;
      if (field === "ephemeral") continue;
      const isHidden = words.includes("write_only");
      expect([field, resource.includes(field)]).toEqual([field, !isHidden && !words.includes("volatile")]);
      expect([field, source.includes(field)]).toEqual([field, !isHidden && !words.includes("secret")]);
    }
  }
  expect(Object.keys(dataSources)).toContain("jeton_whoami");
  expect(Object.keys(ephemeralResources)).toEqual(["jeton_access_token", "jeton_secret", "jeton_token"]);
});

test("what only goes in is a write-only attribute, and a version that sends it again", () => {
  const { attributes } = resources["jeton_user"]!;
  expect(Object.keys(attributes)).not.toContain("password");
  expect(attributes["password_wo"]).toMatchObject({ optional: true, writeOnly: true, sensitive: true });
  expect(attributes["password_wo_version"]).toMatchObject({ type: "number", optional: true });
});

test("matchers of claims are a map of sets", () => {
  expect(resources["jeton_trust_policy"]!.attributes["claims"]).toMatchObject({
    type: { map: { set: "string" } },
    required: true,
  });
});

test("a group is one of which exactly one is set", () => {
  expect(resources["jeton_role_binding"]).toMatchObject({
    exactlyOneOf: [["service_account_id", "user_id", "group_id", "claim"]],
    attributes: { service_account_id: { optional: true }, role_id: { required: true } },
  });
  expect(resources["jeton_token"]).toMatchObject({
    exactlyOneOf: [["service_account_id", "user_id", "role_id"]],
    atMostOneOf: [["expires_at", "max_age"]],
  });
});

test("every attribute is described", () => {
  const all = [resources, dataSources, ephemeralResources].flatMap((table) => Object.entries(table));
  const silent = all.flatMap(([type, { attributes }]) => undescribed(attributes, type));
  // What whoami nests is described by the resources it is about.
  expect(silent.filter((name) => !name.startsWith("jeton_whoami."))).toEqual([]);
});

function undescribed(attributes: Attributes, at: string): readonly string[] {
  return Object.entries(attributes).flatMap(([name, { description, type }]) => [
    ...(description === "" ? [`${at}.${name}`] : []),
    ...(isNested(type) ? undescribed(type.attributes, `${at}.${name}`) : []),
  ]);
}
