import { expect, test } from "vitest";
import { shop } from "../../support/shop.ts";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

const references = {
  "jeton_project.shop": "shop",
  "jeton_resource_type.flow": "flow",
  "jeton_role.runner": "role/shop/runner",
  "jeton_service_account.deployer": "shop/deployer",
  "jeton_user.ann": "ann.lee@example.com",
  "jeton_group.crew": "grp/shop/crew",
  "jeton_policy.shop": "shop",
  "jeton_trust_policy.github": "tp/shop/github",
  "jeton_webhook.pager": "wh/shop/pager",
  "jeton_token.ci": "sa/shop/deployer/ci",
  "jeton_token.narrow": "role/shop/runner/narrow / one",
  "jeton_token.laptop": "usr/Ann.Lee@example.com/laptop",
};

/** The kind may be said or left out, but for a token's owner. */
const otherwise = {
  "jeton_role.runner": "shop/runner",
  "jeton_service_account.deployer": "sa/shop/deployer",
  "jeton_user.ann": "usr/Ann.Lee@example.com",
  "jeton_group.crew": "shop/crew",
  "jeton_policy.shop": "pol/shop",
  "jeton_trust_policy.github": "shop/github",
  "jeton_webhook.pager": "shop/pager",
};

test("every resource is imported, by id and by reference, and the next plan is empty", async () => {
  using first = stage().workspace(shop);
  await first.apply();
  const made = first.attributes();
  const ids = Object.fromEntries(Object.entries(made).map(([address, { id }]) => [address, String(id)]));
  for (const names of [ids, { ...ids, ...references }, { ...ids, ...otherwise }]) {
    const blocks = Object.entries(names).map(
      ([address, id]) => `import {\n to = ${address}\n id = ${JSON.stringify(id)}\n}`,
    );
    using second = stage().workspace([shop, ...blocks].join("\n"));
    const count = String(Object.keys(made).length);
    expect((await second.apply()).stdout).toContain(`${count} imported, 0 added, 0 changed, 0 destroyed`);
    expect(second.attributes()).toEqual(
      Object.fromEntries(
        Object.entries(made).map(([address, attributes]) => [
          address,
          { ...attributes, ...("secret" in attributes && { secret: null }), ...respelled(attributes) },
        ]),
      ),
    );
    expect(await second.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  }
});

const spellings: Readonly<Record<string, string>> = {
  "30d": "P30D",
  "10m": "PT10M",
  "7d": "P7D",
  "12h": "PT12H",
};

/** What was configured in another spelling than the server's is imported in the server's. */
function respelled(attributes: Readonly<Record<string, unknown>>): object {
  const { expires_at: end, presets } = attributes;
  const durations = Object.entries(attributes).filter(([, value]) => Object.hasOwn(spellings, String(value)));
  return {
    ...Object.fromEntries(durations.map(([name, value]) => [name, spellings[String(value)]])),
    ...(Array.isArray(presets) && { presets: ["P7D", "PT12H"] }),
    ...(typeof end === "string" && { expires_at: new Date(end).toISOString() }),
  };
}

test("importing what is not there says so", async () => {
  using project = stage().workspace(
    `resource "jeton_role" "r" {\n name = "x"\n project = "system"\n rules = []\n}`,
  );
  const imported = await project.run("import", "jeton_role.r", "role/system/nobody");
  expect(imported).toMatchObject({ code: 1 });
  expect(imported.stderr).toContain(`There is no jeton_role "role/system/nobody".`);
});
