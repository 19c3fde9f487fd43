import { expect, test } from "vitest";
import { readConfig } from "../../../server/config/config.ts";
import { runCommand } from "../../../server/commands/command-line.ts";

async function run(...args: readonly string[]): Promise<readonly [number, string, string]> {
  let told = "";
  let said = "";
  const code = await runCommand(["generate", ...args], {
    env: {},
    readFile: () => "",
    out: (text) => void (told += text),
    err: (text) => void (said += text),
    isInteractive: false,
    readInput: () => Promise.resolve(""),
    canAsk: false,
    takeSignals: () => undefined,
    interrupted: () => Promise.resolve(),
  });
  return [code, told, said];
}

test.each([
  ["bootstrap-token", "JETON_BOOTSTRAP_TOKEN", "bootstrapToken"],
  ["token-salt", "JETON_TOKEN_SALT", "salt"],
  ["encryption-key", "JETON_ENCRYPTION_KEY", "encryptionKey"],
] as const)(
  "`jeton generate %s` prints one line that %s takes, and another each time",
  async (what, name, key) => {
    const [code, told, said] = await run(what);
    expect([code, told, said]).toEqual([0, expect.stringMatching(/^\S{32,}\n$/), ""]);
    const read = readConfig({ [name]: told.trim() }, () => "");
    expect(read).toMatchObject({ type: "ok", config: { [key]: told.trim() } });
    expect((await run(what))[1]).not.toBe(told);
  },
);

test.each([[[]], [["salt"]], [["token-salt", "2"]]])(
  "`jeton generate %s` says what there is",
  async (args) => {
    expect(await run(...args)).toEqual([
      2,
      "",
      expect.stringContaining("bootstrap-token|token-salt|encryption-key"),
    ]);
  },
);
