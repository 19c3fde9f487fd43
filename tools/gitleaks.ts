import { TOKEN_PATTERN, tokenKinds } from "../server/contract/token-text.ts";

/** A rule by which gitleaks (and what reads its format) finds tokens that lie where they should not. */
export function gitleaksRules(): string {
  const keywords = Object.keys(tokenKinds).map((kind) => `"jtn${kind}_"`);
  return [
    'title = "Jeton"',
    "",
    "[[rules]]",
    'id = "jeton-token"',
    'description = "A Jeton API token: revoke it, then see in the audit what it was used for"',
    `regex = '''\\b(${TOKEN_PATTERN})(?:[^0-9A-Za-z]|$)'''`,
    "secretGroup = 1",
    `keywords = [${keywords.join(", ")}]`,
    "",
  ].join("\n");
}
