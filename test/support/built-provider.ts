import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { providerOutputs } from "../../tools/provider-outputs.ts";
import { packagedProvider } from "./packaged-provider.ts";

/** What `npm run build` makes of the provider, in another folder, so that nobody runs it while it is being written; or the packaged one. */
export async function buildProvider(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  if (packagedProvider !== undefined) {
    copyFileSync(packagedProvider, path.join(folder, "terraform-provider-jeton"));
    return;
  }
  for (const { path: name, make, executable } of providerOutputs) {
    const file = path.join(folder, path.basename(name));
    writeFileSync(file, await make());
    chmodSync(file, executable ? 0o755 : 0o644);
  }
}
