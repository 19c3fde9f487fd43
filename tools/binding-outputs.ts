import packageJson from "../package.json" with { type: "json" };
import { createJeton } from "../provider/jeton.ts";
import type { Output } from "./bundle.ts";

/** The whole of this folder is generated. */
export const bindingsFolder = "provider/cdktf/bindings";

/** The CDKTF bindings. They are committed, so that they can be used as they are. */
export async function bindingOutputs(): Promise<readonly Output[]> {
  // As it is loaded, cdktf's generator runs Terraform to ask for its version, which nothing here needs, and reports home
  // when that fails. So neither, and the load comes after this.
  process.env["TERRAFORM_BINARY_NAME"] = "no-terraform-is-needed";
  process.env["CHECKPOINT_DISABLE"] = "1";
  const { generateBindings } = await import("../provider/cdktf/generate.ts");
  const files = await generateBindings({
    address: "registry.terraform.io/jeton/jeton",
    version: packageJson.version,
    schema: createJeton({}).schema(),
  });
  return [...files].map(([name, text]) => ({ path: `${bindingsFolder}/${name}`, make: async () => text }));
}
