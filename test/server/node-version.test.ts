import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { nodeVersionProblem } from "../../server/node-version.ts";

test.each(["v24.7.0", "v24.21.0", "v25.0.0", "v26.1.0-nightly"])("Jeton runs on %s", (version) => {
  expect(nodeVersionProblem(version)).toBeUndefined();
});

test.each(["v24.6.9", "v23.11.0", "v20.19.0", "v18.0.0"])(
  "on %s it says what it needs and where to get it",
  (version) => {
    const problem = nodeVersionProblem(version);
    expect(problem).toContain(manifest.engines.node.replace(">=", ""));
    expect(problem).toContain(version);
    expect(problem).toContain("npm ci");
  },
);
