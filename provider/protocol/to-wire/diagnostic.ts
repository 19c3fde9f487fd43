import type { Diagnostic, Path } from "../../framework/diagnostic.ts";
import { enums } from "../messages/all.ts";
import type { Encodable } from "../messages/types.ts";
import { pathToWire } from "./attribute-path.ts";

const severities = enums["Diagnostic.Severity"];

export function diagnosticsToWire(diagnostics: readonly Diagnostic[]): readonly Encodable<"Diagnostic">[] {
  return diagnostics.map(({ severity, summary, detail, path }) => ({
    severity: severity === "error" ? severities.ERROR : severities.WARNING,
    summary,
    detail,
    attribute: path && pathToWire(locatable(path)),
  }));
}

/**
 * As deep as Terraform finds the source line of: an attribute, or one element of it. Beyond, it looks for nested blocks
 * and, finding none, shows the first line of the whole resource (tfdiags, ElaborateFromConfigBody).
 */
function locatable(path: Path): Path {
  const [first, second] = path;
  if (first === undefined) return [];
  return second === undefined || "attribute" in second ? [first] : [first, second];
}
