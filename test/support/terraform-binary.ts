import { accessSync, constants } from "node:fs";
import path from "node:path";

/** The file of JETON_TERRAFORM, or else of `terraform` or `tofu` on the PATH, whichever comes first; undefined where there is neither. */
export const terraformBinary: string | undefined =
  process.env["JETON_TERRAFORM"] ??
  ["terraform", "tofu"]
    .flatMap((name) =>
      (process.env["PATH"] ?? "").split(path.delimiter).map((folder) => path.join(folder, name)),
    )
    .find(isExecutable);

/** OpenTofu is called so, whatever comes after it. */
export const isOpenTofu = terraformBinary !== undefined && path.basename(terraformBinary).startsWith("tofu");

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
