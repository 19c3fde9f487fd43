import type { Diagnostic } from "../../framework/diagnostic.ts";
import { enums } from "../messages/all.ts";
import type { Encodable } from "../messages/types.ts";
import { pathToWire } from "./attribute-path.ts";

const severities = enums["Diagnostic.Severity"];

export function diagnosticsToWire(diagnostics: readonly Diagnostic[]): readonly Encodable<"Diagnostic">[] {
  return diagnostics.map(({ severity, summary, detail, path }) => ({
    severity: severity === "error" ? severities.ERROR : severities.WARNING,
    summary,
    detail,
    attribute: path && pathToWire(path),
  }));
}
