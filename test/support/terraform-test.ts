import { afterAll, beforeAll, beforeEach } from "vitest";
import { openStage, type Stage } from "./provider-stage.ts";
import { terraformBinary } from "./terraform-binary.ts";

const mustRun = process.env["CI"] === "true" || process.env["JETON_TEST_REQUIRE_ALL"] === "1";

/** Skips a file's tests where there is no terraform, with the reason, unless nothing may be skipped. */
export function needTerraform(): void {
  beforeEach(({ skip }) => {
    skip(terraformBinary === undefined && !mustRun, "neither terraform nor tofu is on the PATH");
  });
}

/** One stage for all tests of a file, which need terraform. */
export function useStage(...options: Parameters<typeof openStage>): () => Stage {
  let stage: Stage | undefined;
  needTerraform();
  beforeAll(async () => {
    stage = await openStage(...options);
  });
  afterAll(async () => {
    await stage?.[Symbol.asyncDispose]();
  });
  return () => {
    if (stage === undefined) throw new Error("The stage is open only while tests run.");
    return stage;
  };
}
