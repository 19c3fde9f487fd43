/** One step into a value: an attribute's name, a map's key, or a list's index. */
export type PathStep = { readonly attribute: string } | { readonly key: string } | { readonly index: number };
export type Path = readonly PathStep[];

/**
 * What a practitioner is told, never thrown past an RPC: what went wrong, what to do, and which attribute it is about
 * (Terraform then shows the source line).
 */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly path?: Path;
}

export function error(summary: string, detail: string, path?: Path): Diagnostic {
  return { severity: "error", summary, detail, ...(path && { path }) };
}

export function warning(summary: string, detail: string, path?: Path): Diagnostic {
  return { severity: "warning", summary, detail, ...(path && { path }) };
}

export function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
