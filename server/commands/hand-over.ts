import { keepBootstrapToken } from "../config/data-folder.ts";
import type { Bootstrapped } from "../domain/bootstrap.ts";

/**
 * Hands over a new bootstrap token: to the terminal, or in a file that only the owner of the data folder can read; never in
 * the log.
 * @param to.show absent when nobody is there to see it
 * @returns the file
 */
export async function handOver(
  { token, expiresAt }: Bootstrapped,
  {
    show,
    dataFolder,
  }: { readonly show: ((text: string) => void) | undefined; readonly dataFolder: string | undefined },
): Promise<string | undefined> {
  if (show) {
    show(`\nThe bootstrap token, shown this once, valid until ${expiresAt}:\n\n  ${token}\n\n`);
    return undefined;
  }
  return dataFolder === undefined ? undefined : keepBootstrapToken(dataFolder, token);
}
