import path from "node:path";
import { App, LocalBackend, Testing, TerraformStack } from "cdktf";
import { describe, expect, test } from "vitest";
import { ephemeralJetonToken, provider } from "../../../provider/cdktf/bindings/cdktf/index.js";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { useStage } from "../../support/terraform-test.ts";

/** Two tokens for as long as Terraform runs; the second says which the first is. */
function declare(stack: TerraformStack): void {
  new provider.JetonProvider(stack, "jeton");
  const first = new ephemeralJetonToken.EphemeralJetonToken(stack, "first", {
    roleId: "role_viewer",
    project: "system",
    mode: "custom",
    rules: [{ resourceType: "jeton.project", actions: ["@read"] }],
  });
  new ephemeralJetonToken.EphemeralJetonToken(stack, "second", {
    roleId: first.roleId,
    project: "system",
    description: `After ${first.id}`,
    dependsOn: [first],
  });
}

test("an ephemeral token is a block of its own, and is referred to as one", () => {
  using folder = temporaryFolder();
  const stack = new TerraformStack(new App({ outdir: folder.path }), "stack");
  declare(stack);
  const { ephemeral, data } = JSON.parse(Testing.synth(stack, true));
  expect(data).toBeUndefined();
  expect(ephemeral).toMatchObject({
    jeton_token: {
      first: { rules: [{ resource_type: "jeton.project", actions: ["@read"] }] },
      second: {
        role_id: "${ephemeral.jeton_token.first.role_id}",
        description: "After ${ephemeral.jeton_token.first.id}",
        depends_on: ["ephemeral.jeton_token.first"],
      },
    },
  });
});

describe("the real terraform", () => {
  const stage = useStage();

  test("opens them one after the other, revokes both, and keeps no trace of them", async () => {
    using workspace = stage().workspace("");
    const app = new App({ outdir: workspace.folder });
    const stack = new TerraformStack(app, "stack");
    new LocalBackend(stack, { path: path.join(workspace.folder, "terraform.tfstate") });
    declare(stack);
    app.synth();
    expect(await workspace.run("-chdir=stacks/stack", "init")).toMatchObject({ code: 0 });
    const planned = await workspace.run("-chdir=stacks/stack", "plan", "-no-color");
    expect(planned).toMatchObject({ code: 0, stderr: "" });

    const { items } = (await stage().send({ path: "/v1/tokens?ephemeral=true" })).json();
    const made = items as readonly { readonly id: string }[];
    const first = made.find((token) => "mode" in token && token.mode === "custom");
    expect(made).toHaveLength(2);
    expect(made).toContainEqual(
      expect.objectContaining({ description: `After ${String(first?.id)}`, role_id: "role_viewer" }),
    );
    expect(made).not.toContainEqual(expect.objectContaining({ state: "active" }));
    expect(workspace.read("terraform.tfstate")).toBe("");
  });
});
