import { afterAll, beforeAll, test } from "vitest";
import { openStage, type Stage } from "./provider-stage.ts";
import { terraformBinary } from "./terraform.ts";

const mustRun = process.env["CI"] === "true" || process.env["JETON_TEST_REQUIRE_ALL"] === "1";

/** A test that needs the real terraform: skipped without one, with the reason, unless nothing may be skipped. */
export function testTerraform(sentence: string, body: () => Promise<void>): void {
  test(sentence, async ({ skip }) => {
    skip(terraformBinary === undefined && !mustRun, "neither terraform nor tofu is on the PATH");
    await body();
  });
}

/** One stage for all tests of a file. */
export function useStage(env?: Parameters<typeof openStage>[0]): () => Stage {
  let stage: Stage | undefined;
  beforeAll(async () => {
    stage = await openStage(env);
  });
  afterAll(async () => {
    await stage?.[Symbol.asyncDispose]();
  });
  return () => {
    if (stage === undefined) throw new Error("The stage is open only while tests run.");
    return stage;
  };
}
