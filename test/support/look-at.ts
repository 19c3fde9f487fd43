import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Screen } from "./screens.ts";

/** Keeps a picture of the page in the folder that `LOOK_AT` names, for whoever wants to see what a test saw. */
export async function lookAt({ page }: Screen, name: string): Promise<void> {
  const folder = process.env["LOOK_AT"];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}
