import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createJeton } from "../../../provider/jeton.ts";
import { makeTokenText } from "../../../server/contract/token-text.ts";
import { findSecret } from "../../support/leaks.ts";
import { attachProvider } from "../../support/attached-provider.ts";
import { needTerraform } from "../../support/terraform-test.ts";

needTerraform();

const token = makeTokenText("s", (count) => randomBytes(count));
const mistyped = token.slice(0, -1) + (token.endsWith("0") ? "1" : "0");

test("functions are called by Terraform without a server, and tell nothing of a secret", async () => {
  await using provider = await attachProvider("jeton/jeton", createJeton({}));
  using workspace = provider.workspace(
    `
    variable "token" { sensitive = true }
    locals { parsed = provider::jeton::parse_token(var.token) }
    output "parsed" { value = nonsensitive(local.parsed) }
    output "mistyped" { value = provider::jeton::parse_token("${mistyped}").valid_checksum }
    output "seconds" { value = [for one in ["1d12h", "P1DT12H", "0s"] : provider::jeton::duration_seconds(one)] }
    `,
    { TF_VAR_token: token, TF_LOG: "trace" },
  );
  const applied = await workspace.run("apply", "-auto-approve");
  expect(applied.code).toBe(0);
  expect(findSecret(applied.stdout + applied.stderr + workspace.read("terraform.tfstate"), token)).toBe(
    undefined,
  );
  const outputs = JSON.parse((await workspace.run("output", "-json")).stdout) as Record<string, object>;
  expect(outputs).toMatchObject({
    parsed: {
      value: {
        kind: "service_account",
        lookup_id: token.slice(5, 17),
        hint: token.slice(0, 17),
        valid_checksum: true,
      },
    },
    mistyped: { value: false },
    seconds: { value: [129_600, 129_600, 0] },
  });
});

test("an argument that will not do is refused by what is wrong with it, and is not repeated", async () => {
  await using provider = await attachProvider("jeton/jeton", createJeton({}));
  using workspace = provider.workspace(`
    output "parsed" { value = provider::jeton::parse_token("${token}x") }
    output "seconds" { value = provider::jeton::duration_seconds("1 month") }
  `);
  const { code, stderr } = await workspace.run("plan");
  const text = stderr.replaceAll(/\s+/g, " ");
  expect(code).toBe(1);
  expect(text).toContain('Invalid value for "token" parameter: This is not written as a token of Jeton is.');
  expect(text).toContain('Invalid value for "duration" parameter: This is no duration of a century at most');
});
