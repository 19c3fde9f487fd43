import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Whether a `terraform` is on the PATH; where every test must run, its absence is an error. */
export async function hasTerraform(): Promise<boolean> {
  const found = await promisify(execFile)("terraform", ["version"]).then(
    () => true,
    () => false,
  );
  const required = process.env["CI"] === "true" || process.env["JETON_TEST_REQUIRE_ALL"] === "1";
  if (!found && required) throw new Error("The tests need terraform on the PATH.");
  return found;
}
