import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { createJeton } from "../../provider/jeton.ts";
import { attachProvider } from "../support/attached-provider.ts";
import { terraformBinary } from "../support/terraform-binary.ts";
import { needTerraform } from "../support/terraform-test.ts";

const root = path.join(import.meta.dirname, "../..");
const examples = path.join(root, "examples/terraform");
const docs = path.join(root, "provider/docs");
const guides = globSync("guides/*.md", { cwd: docs });

const read = (folder: string, name: string): string => readFileSync(path.join(folder, name), "utf8");

/** The block that every configuration of a workspace has already. */
const requirement = /^terraform \{[^]*?^\}$/m;

/** What a page's reader copies. */
function configurationOf(page: string): string {
  return [...page.matchAll(/^```hcl\n([^]*?)^```$/gm)].map(([, text]) => text).join("\n");
}

describe("the pages", () => {
  test("link only to pages that are there", () => {
    const pages = globSync("**/*.md", { cwd: docs });
    expect(pages.length).toBeGreaterThan(50);
    const broken = pages.flatMap((page) =>
      [...read(docs, page).matchAll(/\]\((?!http|#)([^)#]+)\)/g)]
        .map(([, link = ""]) => path.join(path.dirname(page), link))
        .filter((link) => !pages.includes(link)),
    );
    expect(broken).toEqual([]);
  });

  test("say whom an ephemeral token is for", () => {
    const page = read(docs, "ephemeral-resources/token.md");
    expect(page).toMatch(/block of another provider, or a provisioner[^]*none to be stored/);
  });

  test("name the words a field chooses from, what is secret, and what replaces the object", () => {
    const token = read(docs, "resources/token.md");
    expect(token).toMatch(/^- `mode` \(String\) .* One of `full_access`, `read_only`, `custom`\./m);
    expect(token).toMatch(/^- `secret_wo` \(String, Write-only\)/m);
    expect(token).toMatch(/^- `secret` \(String, Sensitive\)/m);
    expect(token).toMatch(/^- `service_account_id` \(String\) .* Another value replaces the object\.$/m);
    expect(token).toContain('id = "sa/shop/deployer/terraform"');
    expect(token).not.toContain("last_used");
    expect(read(docs, "resources/resource_type.md")).toMatch(
      /`access` \(String\) .* One of `read`, `write`\./,
    );
  });
});

describe("the real terraform", () => {
  needTerraform();

  test("takes every example, all of them as one configuration, and every guide", async () => {
    await using attached = await attachProvider("jeton/jeton", createJeton({}));
    // Actions need a newer Terraform than whoever runs this may have.
    const files = globSync("{resources,data-sources,ephemeral-resources,functions}/*.tf", { cwd: examples });
    const all = ["provider.tf", ...files].map((file) => read(examples, file)).join("\n");
    const ofGuides = guides.map((guide): [string, string] => [guide, configurationOf(read(docs, guide))]);
    for (const [name, text] of [["examples", all] as const, ...ofGuides]) {
      const configuration = text.replace(requirement, "");
      using workspace = attached.workspace(configuration);
      const done = [await workspace.run("init"), await workspace.run("validate")];
      expect({ name, codes: done.map(({ code }) => code), stderr: done[1]?.stderr }).toEqual({
        name,
        codes: [0, 0],
        stderr: "",
      });
    }
  });

  test("finds every example laid out as it lays them out", async () => {
    const formatting = promisify(execFile)(terraformBinary ?? "", ["fmt", "-check", "-recursive", examples], {
      env: { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null" },
    });
    expect(await formatting).toMatchObject({ stdout: "" });
  });
});

test("the examples of actions set what the action has, and nothing else", () => {
  const { actions } = createJeton({}).schema();
  for (const [type, { attributes }] of Object.entries(actions)) {
    const [, config = ""] = /config \{\n([^]*?)\n {2}\}/.exec(read(examples, `actions/${type}.tf`)) ?? [];
    const set = [...config.matchAll(/^ {4}(\w+) +=/gm)].map(([, name]) => name ?? "");
    expect(Object.keys(attributes)).toEqual(expect.arrayContaining(set));
    expect(set).toContain("id");
  }
});
