import { failure } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Goes on when a person says yes, or said so before by `--yes`.
 * @throws Failure `cancelled` when they say no, or nobody is there to be asked
 */
export async function confirm(
  terminal: Terminal,
  question: string,
  { yes }: { readonly yes?: boolean | undefined },
): Promise<void> {
  if (yes === true) return;
  if (!terminal.canAsk) {
    throw failure("cancelled", `${question} Nobody is here to be asked`, "say --yes if you mean it");
  }
  const { confirm: ask, isCancel } = await import("@clack/prompts");
  // Questions are talk: they go where errors go, and the answer's data stays alone on the standard output.
  const answer = await ask({ message: question, initialValue: false, output: process.stderr });
  if (isCancel(answer) || !answer) throw failure("cancelled", "cancelled; nothing was changed");
}
