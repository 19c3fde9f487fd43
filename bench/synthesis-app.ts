import { mkdtempDisposableSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App, TerraformStack } from "cdktf";
import { MachineIdentity, provider } from "../provider/cdktf/bindings/cdktf/index.js";

// 250 machines, each with its account, role, binding and token.
using folder = mkdtempDisposableSync(path.join(tmpdir(), "jeton-synthesis-"));
const app = new App({ outdir: folder.path });
const stack = new TerraformStack(app, "machines");
new provider.JetonProvider(stack, "jeton");
for (let count = 0; count < 250; count += 1) {
  const name = `machine-${String(count)}`;
  const rules = [{ resourceType: "flow", actions: ["@read"] }];
  new MachineIdentity(stack, name, { name, project: "shop", may: { rules } });
}
app.synth();
