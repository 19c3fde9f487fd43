import { type Diagnostic, error } from "../framework/diagnostic.ts";
import { UNKNOWN } from "../framework/value.ts";

/** Of what has a mode and, where that is `custom`, rules: asked before the server is, which says the same. */
export function rulesFit(
  title: string,
  { mode, rules }: { readonly mode: unknown; readonly rules: unknown },
): readonly Diagnostic[] {
  if (mode === UNKNOWN || rules === UNKNOWN || (mode === "custom") === (rules !== null)) return [];
  const detail =
    mode === "custom"
      ? `A \`custom\` ${title} needs \`rules\`.`
      : `\`rules\` are those of a ${title} whose \`mode\` is \`custom\`.`;
  return [error("mode and rules do not go together", detail, [{ attribute: "rules" }])];
}
