import { expect, test } from "vitest";
import { schemasJson } from "../../../provider/cdktf/schema-json.ts";
import type { ProviderSchema, ProviderServer } from "../../../provider/framework/server.ts";
import { createJeton } from "../../../provider/jeton.ts";
import { serveForReattach } from "../../../provider/plugin/serve.ts";
import { protocolVersion } from "../../../provider/protocol/cookie.ts";
import { createHandlers } from "../../../provider/protocol/handlers.ts";
import { reattachProviders } from "../../../provider/protocol/reattach.ts";
import { openWorkspace, providerAddress } from "../../support/terraform.ts";
import { needTerraform } from "../../support/terraform-test.ts";
import { toyProvider } from "../../support/toy-provider.ts";

const configuration = `
terraform {
  required_providers {
    jeton = { source = "${providerAddress}" }
  }
}
`;

needTerraform();

/** What the real terraform prints for a provider. */
async function printedSchemas(provider: ProviderServer): Promise<unknown> {
  const handlers = createHandlers(provider);
  const served = await serveForReattach({ protocolVersion, environment: {}, handlers });
  using workspace = openWorkspace({
    files: { "main.tf": configuration },
    env: { TF_REATTACH_PROVIDERS: reattachProviders(providerAddress, served.config) },
  });
  const { stdout, stderr } = await workspace.run("providers", "schema", "-json");
  await served.close();
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

test("is what terraform prints for Jeton's provider", async () => {
  const jeton = createJeton({});
  expect(schemasJson(providerAddress, jeton.schema())).toEqual(await printedSchemas(jeton));
});

test("is what terraform prints for everything else a schema can say", async () => {
  const toy = toyProvider();
  const schema: ProviderSchema = {
    ...toy.schema(),
    dataSources: {},
    resources: {
      ...toy.schema().resources,
      toy_more: {
        version: 7,
        description: 'More, with `code` and <brackets> & "quotes".',
        attributes: {
          secret: { type: "string", description: "Hidden.", computed: true, sensitive: true },
          old: { type: "number", description: "Gone soon.", optional: true, deprecated: "Use another." },
          both: { type: { map: { list: "bool" } }, description: "Both.", optional: true, computed: true },
          single: nested("single"),
          set: nested("set"),
          map: nested("map"),
        },
      },
    },
    functions: {
      ...toy.schema().functions,
      nothing: {
        summary: "None.",
        description: "Takes nothing.",
        parameters: [],
        returns: { set: "number" },
      },
    },
  };
  const provider: ProviderServer = { ...toy, schema: () => schema };
  expect(schemasJson(providerAddress, schema)).toEqual(await printedSchemas(provider));
});

function nested(nesting: "single" | "set" | "map"): ProviderSchema["provider"]["attributes"][string] {
  const inner = { type: "string", description: "Inner.", required: true } as const;
  const deeper = {
    type: { nesting: "list", attributes: { inner } },
    description: "Deep.",
    optional: true,
  } as const;
  return { type: { nesting, attributes: { inner, deeper } }, description: "Nested.", optional: true };
}
