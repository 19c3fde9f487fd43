import { setTimeout } from "node:timers/promises";

/**
 * Resolves once the condition holds; for what soak runs use too, where there is no `expect.poll`.
 * @throws Error that says what was waited for, after that many milliseconds
 */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  patience = 30_000,
): Promise<void> {
  const end = performance.now() + patience;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited for in vain: ${what}`);
    await setTimeout(20);
  }
}
