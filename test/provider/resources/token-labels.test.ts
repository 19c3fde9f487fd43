import { expect, test } from "vitest";
import { createJeton } from "../../../provider/jeton.ts";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

const token = (labels: string): string => `
  resource "jeton_token" "t" {
    role_id = "role_viewer"
    project = "system"
    name    = "labelled"
    ${labels}
  }
`;

test("the provider's labels are every token's, but for those a token has itself, and never a change of their own", async () => {
  const block = (labels: string): string => `provider "jeton" { labels = { ${labels} } }`;
  using project = stage().workspace(
    block(`team = "shop", env = "prod"`) + token(`labels = { env = "test", job = "ci" }`),
  );
  const labels = (): unknown => {
    const { labels: own, effective_labels: all } = project.attributes()["jeton_token.t"] ?? {};
    return { own, all };
  };
  const onServer = async (): Promise<unknown> => {
    const { id } = project.attributes()["jeton_token.t"] ?? {};
    return (await stage().send({ path: `/v1/tokens/${String(id)}` })).json()["labels"];
  };
  const { changes } = await project.plan();
  expect(changes["jeton_token.t"]?.after).toMatchObject({
    labels: { env: "test", job: "ci" },
    effective_labels: { team: "shop", env: "test", job: "ci" },
  });
  await project.apply("plan");
  expect(labels()).toEqual({
    own: { env: "test", job: "ci" },
    all: { team: "shop", env: "test", job: "ci" },
  });
  expect(await onServer()).toEqual({ team: "shop", env: "test", job: "ci" });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  // Taken away from the token, a label is the provider's again; taken away from the provider, it is gone.
  project.configure(block(`env = "prod"`) + token(`labels = { job = "ci" }`));
  await project.apply();
  expect(await onServer()).toEqual({ env: "prod", job: "ci" });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  project.configure(block(`env = "next"`) + token(""));
  await project.apply();
  expect(labels()).toEqual({ own: {}, all: { env: "next" } });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  // What somebody else adds, changes or takes away is put right.
  const { id } = project.attributes()["jeton_token.t"] ?? {};
  const path = `/v1/tokens/${String(id)}`;
  for (const drifted of [{ env: "next", stray: "x" }, { env: "other" }, {}]) {
    await stage().send({ method: "PATCH", path, body: { labels: drifted } });
    expect((await project.plan()).changes["jeton_token.t"]?.actions).toEqual(["update"]);
    await project.apply("plan");
    expect(await onServer()).toEqual({ env: "next" });
  }

  using other = stage().workspace(
    `${block(`env = "next"`)}${token("")} import {\n to = jeton_token.t\n id = "${String(id)}"\n}`,
  );
  expect((await other.apply()).stdout).toContain("1 imported, 0 added, 0 changed, 0 destroyed");
  expect(other.attributes()["jeton_token.t"]).toMatchObject({
    labels: {},
    effective_labels: { env: "next" },
  });
});

test("labels that are known only after apply are merged then", async () => {
  using project = stage().workspace(`
    resource "terraform_data" "later" { input = "shop" }
    provider "jeton" { labels = { env = "prod" } }
    ${token(`labels = { team = terraform_data.later.output }`).replace("labelled", "later")}
  `);
  const { changes } = await project.plan();
  expect(changes["jeton_token.t"]?.after_unknown).toMatchObject({ effective_labels: { team: true } });
  await project.apply("plan");
  expect(project.attributes()["jeton_token.t"]).toMatchObject({
    effective_labels: { env: "prod", team: "shop" },
  });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("what a server would refuse as a label or a manager is told before", async () => {
  const { provider } = createJeton({}).schema();
  const { managed_by: manager, labels } = provider.attributes;
  expect(["shop", "a b"].map((name) => manager?.validate?.(name))).toEqual([undefined, undefined]);
  for (const name of ["", " shop", "größe", "x\ny", "x".repeat(119)]) {
    expect(manager?.validate?.(name)).toContain("printable ASCII");
  }
  expect(labels?.validateCollection?.({ "no key!": "x" })).toContain("key of 1 to 63");
});
