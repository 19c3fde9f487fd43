import { expect, test } from "vitest";
import { createServer } from "../../../provider/framework/create-server.ts";
import { error } from "../../../provider/framework/diagnostic.ts";
import type { Resource } from "../../../provider/framework/resource.ts";
import { attachProvider } from "../../support/attached-provider.ts";
import { needTerraform } from "../../support/terraform-test.ts";
import { type Warehouse, type Widget, widget } from "./widget.ts";

needTerraform();

const none = { version: 0, description: "", attributes: {} };

/** A shop whose widgets are made as `create` says. */
function shop(create: Resource<Warehouse, Widget>["create"]) {
  const client: Warehouse = { objects: new Map(), requests: [] };
  const slow: Resource<Warehouse, Widget> = { ...widget, create };
  return createServer<Warehouse>({
    provider: { schema: none, configure: () => ({ client }) },
    resources: [slow as Resource<Warehouse>],
    functions: [
      {
        name: "longest",
        schema: {
          summary: "The longest text.",
          description: "The longest text.",
          parameters: [{ name: "least", type: "number", description: "Its least length." }],
          variadic: { name: "texts", type: "string", description: "To choose from." },
          returns: "string",
        },
        call(least, ...texts) {
          const short = texts.findIndex((text) => String(text as string).length < Number(least));
          if (short >= 0) return { error: "is too short", argument: short + 1 };
          return {
            result:
              texts.toSorted((a, b) => String(b as string).length - String(a as string).length)[0] ?? "",
          };
        },
      },
    ],
  });
}

const WIDGET = 'resource "shop_widget" "gate" {\n  owner = "ann"\n  name  = "gate"\n}\n';

test("Ctrl-C in the middle of a create keeps what was made, tainted, and the next apply replaces it", async () => {
  const begun = Promise.withResolvers<void>();
  let patient = true;
  const server = shop(async (request, context) => {
    const made = await widget.create(request, context);
    if (!patient) return made;
    begun.resolve();
    const stopped = Promise.withResolvers<void>();
    context.signal.addEventListener("abort", () => stopped.resolve());
    await stopped.promise;
    return {
      ...made,
      diagnostics: [error("Not finished", "It was made, and then Terraform was interrupted.")],
    };
  });
  await using provider = await attachProvider("example.org/toys/shop", server);
  using workspace = provider.workspace(WIDGET);
  const applying = workspace.start("apply", "-auto-approve");
  await begun.promise;
  applying.process.kill("SIGINT");
  const { code, stderr } = await applying.done;
  expect(code).toBe(1);
  expect(stderr).toContain("Not finished");
  expect(JSON.parse(workspace.read("terraform.tfstate"))).toMatchObject({
    resources: [{ instances: [{ status: "tainted", attributes: { id: "w1", name: "gate" } }] }],
  });
  patient = false;
  expect((await workspace.run("apply", "-auto-approve")).stdout).toContain("1 added, 0 changed, 1 destroyed");
  expect((await workspace.run("plan", "-detailed-exitcode")).code).toBe(0);
});

test("a mistake of the author is shown by Terraform with its stack, and functions take any number of arguments", async () => {
  const server = shop(() => (undefined as unknown as () => never)());
  await using provider = await attachProvider("example.org/toys/shop", server);
  using workspace = provider.workspace(WIDGET);
  const { stderr } = await workspace.run("apply", "-auto-approve");
  expect(stderr).toContain("Cannot create shop_widget");
  expect(stderr).toContain("This is a bug in the provider; please report it with this:");
  expect(stderr).toMatch(/at .*interrupted\.test\.ts:\d+/);
  workspace.write({
    "main.tf": 'output "longest" { value = provider::shop::longest(2, "ab", "abcd", "abc") }',
  });
  expect((await workspace.run("apply", "-auto-approve")).stdout).toContain('longest = "abcd"');
  workspace.write({ "main.tf": 'output "longest" { value = provider::shop::longest(2, "ab", "a") }' });
  expect((await workspace.run("plan")).stderr).toContain('Invalid value for "texts" parameter: is too short');
});
