import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseCommandFile } from "./command-file.ts";
import { findSecret, leaksOf } from "./leaks.ts";
import { createMasker } from "./masker.ts";
import { createJob, type Phase } from "./runner.ts";
import { temporaryFolder } from "./temporary-folder.ts";

test("masks a value, its lines and the encodings that a runner knows", () => {
  const { add, mask } = createMasker();
  add('first "secret"\nsecond');
  const base64 = Buffer.from('.first "secret".').toString("base64").slice(2, -4);

  expect(mask('say first "secret" and second, twice: secondsecond')).toBe("say *** and ***, twice: ***");
  expect(mask(String.raw`first \"secret\" first%20%22secret%22 first &quot;secret&quot;`)).toBe(
    "*** *** ***",
  );
  expect(mask("nothing of it: first secret")).toBe("nothing of it: first secret");
  expect(mask(base64)).not.toContain(base64);
});

test("does not mask what a runner does not: base64url, hexadecimal, a part", () => {
  const { add, mask } = createMasker();
  add("se?~>cret");
  for (const form of ["base64url", "hex"] as const) {
    const encoded = Buffer.from("se?~>cret").toString(form);
    expect(mask(encoded)).toBe(encoded);
  }
  expect(mask("se?~>cre")).toBe("se?~>cre");
});

test("reads the files of outputs, variables and state", () => {
  const text = ["A=b=c", "", "B<<END", "one", "", "END=", "END", "A=again", "C<<X", "X", ""].join("\n");
  expect(parseCommandFile(text)).toEqual({ A: "again", B: "one\n\nEND=", C: "" });
  expect(() => parseCommandFile("A<<END\nb\n")).toThrow("Matching delimiter not found");
  expect(() => parseCommandFile("A\n")).toThrow("Invalid format");
});

async function runScript(main: string): Promise<Phase> {
  using folder = temporaryFolder();
  await mkdir(join(folder.path, "action"));
  const file =
    "inputs:\n  secret:\n    description: A.\nruns:\n  using: node24\n  main: main.cjs\n  post: main.cjs\n";
  await writeFile(join(folder.path, "action/action.yml"), file);
  await writeFile(join(folder.path, "action/main.cjs"), main);
  const job = createJob({ directory: folder.path, action: join(folder.path, "action") });
  return await job.use({ secret: "jtns_0123456789" });
}

const secret = "jtns_0123456789";

test.each([
  ["on stdout", "console.log(process.env.INPUT_SECRET)"],
  ["masked too late", "const s = process.env.INPUT_SECRET; console.log(s); console.log('::add-mask::' + s)"],
  [
    "on stderr after its mask",
    "const s = process.env.INPUT_SECRET; console.log('::add-mask::' + s); console.error(s)",
  ],
  ["in an annotation", "console.log('::error::' + process.env.INPUT_SECRET)"],
  ["in the summary", "fs.writeFileSync(process.env.GITHUB_STEP_SUMMARY, process.env.INPUT_SECRET)"],
  [
    "in an output without a mask",
    "fs.writeFileSync(process.env.GITHUB_OUTPUT, 'A=' + process.env.INPUT_SECRET)",
  ],
  ["in base64url", "console.log(Buffer.from('x' + process.env.INPUT_SECRET + 'y').toString('base64url'))"],
])("finds a secret that an action lets out %s", async (_, script) => {
  const phase = await runScript(`const fs = require("node:fs"); ${script}`);
  expect(leaksOf(phase, [secret])).not.toEqual([]);
});

test("finds none where a secret is masked before it is handed over", async () => {
  const phase = await runScript(
    `const s = process.env.INPUT_SECRET; console.log("::add-mask::" + s); require("node:fs").writeFileSync(process.env.GITHUB_OUTPUT, "A=" + s)`,
  );
  expect(phase.outputs).toEqual({ A: secret });
  expect(phase.log).toContain("Set output A = ***");
  expect(leaksOf(phase, [secret])).toEqual([]);
});

test.each(["::set-output name=a::b", "::set-env name=a::b", "a ##[add-path]b"])(
  "refuses the command %s, which an action has no need of",
  async (line) => {
    await expect(runScript(`console.log(${JSON.stringify(line)})`)).rejects.toThrow("a command");
  },
);

test("a secret is found in the forms it is read back from", () => {
  const bytes = Buffer.from(`user:${secret}:more`);
  for (const text of [bytes.toString("base64"), bytes.toString("hex"), encodeURIComponent(secret)]) {
    expect(findSecret(`before ${text} after`, secret)).toBeDefined();
  }
  expect(findSecret("before jtns_012345678 after", secret)).toBeUndefined();
});

test("a value with a secret in it does not pass from job to job", async () => {
  using folder = temporaryFolder();
  await mkdir(join(folder.path, "action"));
  const file =
    "inputs:\n  secret:\n    description: A.\nruns:\n  using: node24\n  main: main.cjs\n  post: main.cjs\n";
  await writeFile(join(folder.path, "action/action.yml"), file);
  await writeFile(
    join(folder.path, "action/main.cjs"),
    "console.log('::add-mask::' + process.env.INPUT_SECRET)",
  );
  const job = createJob({ directory: folder.path, action: join(folder.path, "action") });
  await job.use({ secret });
  expect([job.passOn("shop"), job.passOn(`token=${secret}`)]).toEqual(["shop", ""]);
  await expect(job.use({ secrt: secret })).rejects.toThrow("Unexpected input(s) secrt");
});

test("of a summary that is too long nothing is left but an error, and of many annotations the first ten", async () => {
  const phase = await runScript(
    `require("node:fs").writeFileSync(process.env.GITHUB_STEP_SUMMARY, "x".repeat(1024 * 1024 + 1));
     for (let at = 0; at < 12; at += 1) console.log("::warning::" + String(at) + "x".repeat(5000));`,
  );
  expect(phase.summary).toBe("");
  expect(phase.annotations.filter(({ level }) => level === "warning")).toHaveLength(10);
  expect(phase.annotations.every(({ message }) => message.length <= 4096)).toBe(true);
  expect(phase.annotations.at(-1)?.message).toContain(
    "upload aborted, supports content up to a size of 1024k, got 1025k",
  );
});

test.each(["NODE_OPTIONS", "GITHUB_TOKEN", "RUNNER_TEMP"])(
  "refuses %s as a variable for later steps",
  async (name) => {
    const script = `require("node:fs").writeFileSync(process.env.GITHUB_ENV, "${name}=a")`;
    await expect(runScript(script)).rejects.toThrow(`Can't store ${name}`);
  },
);

test("a phase that heeds no cancellation is ended", async () => {
  using folder = temporaryFolder();
  await mkdir(join(folder.path, "action"));
  const file =
    "inputs:\n  secret:\n    description: A.\nruns:\n  using: node24\n  main: main.cjs\n  post: main.cjs\n";
  await writeFile(join(folder.path, "action/action.yml"), file);
  const script =
    "process.on('SIGINT', () => console.log('int')).on('SIGTERM', () => console.log('term')); setInterval(() => 0, 1000); console.log('up')";
  await writeFile(join(folder.path, "action/main.cjs"), script);
  const job = createJob({ directory: folder.path, action: join(folder.path, "action") });
  const running = await job.start({});
  await running.printed("up");
  running.cancel({ interrupted: 200, terminated: 200 });
  const phase = await running.done;
  expect(phase).toMatchObject({ exitCode: null, stdout: "up\nint\nterm\n" });
});
