import path from "node:path";

/**
 * JETON_TEST_PROVIDER, the executable of a release (`terraform-provider-jeton_v...`): the provider's tests then run on it in
 * place of the provider in their own process.
 */
export const packagedProvider: string | undefined = process.env["JETON_TEST_PROVIDER"];

/** Terraform's settings with which it starts that, without installing it. */
export function packagedSettings(file: string): string {
  const folder = JSON.stringify(path.dirname(path.resolve(file)));
  return `provider_installation {\n  dev_overrides {\n    "jeton/jeton" = ${folder}\n  }\n}\n`;
}
