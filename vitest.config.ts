import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    // On a busy machine a test may take ten times what it takes on a quiet one; what hangs is told of a minute later.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A condition is waited for as long as its test may take, not for a second.
    expect: { poll: { timeout: 30_000 } },
    // Two cores are the least we support; a test process more would only slow the real servers they start.
    maxWorkers: 2,
    // Loading everything anew for each file is a third of the time, and no test changes what it loads.
    isolate: false,
  },
});
