import { randomBytes } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ValidationConfig, validate as Validate } from "@actions/languageservice";
import { build } from "esbuild";
import { parse } from "yaml";
import { beforeAll, expect, test } from "vitest";
import { readDeployInputs } from "../../action/deploy-inputs.ts";
import { type InputName, inputDefaults, type OtherInputs, readInputs } from "../../action/inputs.ts";
import { readSecretLines } from "../../action/secret-lines.ts";
import { makeTokenText } from "../../server/contract/token-text.ts";
import { readActionFile } from "../support/action-file.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { action } from "./world.ts";

/** GitHub's own validation, as its editors do it. */
interface LanguageService {
  readonly validate: typeof Validate;
  readonly TextDocument: {
    readonly create: (
      ...parts: [uri: string, id: string, version: number, text: string]
    ) => Parameters<typeof Validate>[0];
  };
}

const OURS = "your-org/jeton";

/** The inputs of other actions that workflows here use. */
const others: Readonly<Record<string, readonly string[]>> = {
  "actions/checkout": ["fetch-depth", "persist-credentials"],
  "actions/create-github-app-token": ["app-id", "private-key", "owner", "repositories"],
  "hashicorp/setup-terraform": ["terraform_version", "terraform_wrapper"],
};

let service: LanguageService;
let count = 0;

beforeAll(async () => {
  // It imports JSON in a way that Node.js does not take.
  using folder = temporaryFolder();
  const outfile = join(folder.path, "languageservice.cjs");
  const contents = [
    'export { validate } from "@actions/languageservice";',
    'export { TextDocument } from "vscode-languageserver-textdocument";',
  ].join("\n");
  const stdin = { contents, resolveDir: action };
  await build({ stdin, bundle: true, platform: "node", format: "cjs", outfile, logLevel: "warning" });
  service = createRequire(import.meta.url)(outfile) as LanguageService;
});

function textOf(message: string | { readonly value: string }): string {
  return typeof message === "string" ? message : message.value;
}

function metadataOf(name: string): ActionMetadata | undefined {
  const inputs = others[name];
  if (inputs === undefined) return undefined;
  return {
    name,
    description: "",
    inputs: Object.fromEntries(inputs.map((input) => [input, { description: "" }])),
  };
}

type Provider = NonNullable<ValidationConfig["actionsMetadataProvider"]>;
type ActionMetadata = NonNullable<Awaited<ReturnType<Provider["fetchActionMetadata"]>>>;

async function problemsOf(name: string, text: string): Promise<string[]> {
  const { inputs, outputs } = await readActionFile(action);
  // It knows an input as required only by a boolean.
  const known = Object.fromEntries(
    Object.entries(inputs).map(([input, { description, required }]) => [
      input,
      { description, required: required === "true" },
    ]),
  );
  const metadata = { name: "Jeton", description: "", inputs: known, outputs };
  const config: ValidationConfig = {
    actionsMetadataProvider: {
      fetchActionMetadata: async ({ owner, name: repository }) =>
        `${owner}/${repository}` === OURS ? metadata : metadataOf(`${owner}/${repository}`),
    },
  };
  // It remembers documents by their names.
  const document = service.TextDocument.create(`file:///${String((count += 1))}/${name}`, "yaml", 0, text);
  const found = await service.validate(document, config);
  return found.map(({ range, message }) => `${name}:${String(range.start.line + 1)}: ${textOf(message)}`);
}

const workflows = globSync("{examples,.github}/workflows/*.yml", { cwd: action }).map((path) => ({
  path,
  text: readFileSync(join(action, path), "utf8"),
}));

/** The parts of the README that are workflows, or steps of one. */
const fromReadme = [...readFileSync(join(action, "README.md"), "utf8").matchAll(/```yaml\n([\s\S]*?)```/g)]
  .map(([, text = ""]) => text)
  .filter((text) => text.includes(OURS))
  .map((text, index) => ({ path: `README.md, ${String(index + 1)}`, text: asWorkflow(text) }));

function asWorkflow(text: string): string {
  if (text.includes("jobs:")) return text;
  const app = "      - run: echo\n        id: app\n";
  const steps = text.replaceAll(/^(?=.)/gm, "      ");
  return `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${app}${steps}`;
}

test("action.yml is one that GitHub takes", async () => {
  const text = readFileSync(join(action, "action.yml"), "utf8");
  expect(await problemsOf("action.yml", text)).toEqual([]);
  expect(await problemsOf("action.yml", text.replace("  main:", "  mian:"))).toHaveLength(2);
  expect(await problemsOf("action.yml", text.replace("node24", "node99"))).toHaveLength(1);
});

test.each([...workflows, ...fromReadme])("so is $path", async ({ text }) => {
  expect(await problemsOf(".github/workflows/example.yml", text)).toEqual([]);
});

test("a workflow is seen to be wrong by what it gives the Action", async () => {
  const text = workflows.find(({ path }) => path.endsWith("terraform.yml"))!.text;
  const at = ".github/workflows/example.yml";
  expect(await problemsOf(at, text.replace("export-env:", "export_env:"))).toEqual([
    expect.stringContaining("Invalid action input 'export_env'"),
  ]);
  expect(await problemsOf(at, text.replace(/ {10}url: .*\n/, ""))).toEqual([
    expect.stringContaining("Missing required input `url`"),
  ]);
});

const unknowns: Partial<Record<InputName, string>> = {
  token: makeTokenText("s", randomBytes),
  "secrets-token": "ghs_0123456789",
  "service-account": "shop/deployer",
  declarations: "declarations",
};

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

test.each([...workflows, ...fromReadme].filter(({ text }) => text.includes(OURS)))(
  "the Action understands what $path gives it",
  ({ text }) => {
    const { jobs } = parse(text) as { jobs: Record<string, { steps: readonly Step[] }> };
    const given = Object.values(jobs)
      .flatMap(({ steps }) => steps)
      .filter(({ uses }) => uses?.startsWith(`${OURS}@`));
    expect(given.length).toBeGreaterThan(0);
    for (const { with: inputs = {} } of given) {
      // What is not known before a run stands for something that is right.
      const values = Object.entries(inputs).map(([name, value]) => {
        const isUnknown = String(value).includes("${{");
        return [name, isUnknown ? (unknowns[name as InputName] ?? "") : String(value)];
      });
      const all = { ...inputDefaults, ...(Object.fromEntries(values) as Partial<Record<InputName, string>>) };
      const occasion = { repository: "shop/website", isMainPush: false };
      const readDeploying: OtherInputs["readDeploying"] = (values, how) =>
        readDeployInputs(values, occasion, how);
      const others = { readSecrets: readSecretLines, ...(all.declarations !== "" && { readDeploying }) };
      expect(readInputs(all, others)).toMatchObject({ type: "ok" });
    }
  },
);

test("a workflow that anybody can start is given no secret and no identity by an example", () => {
  for (const { text } of workflows) expect(text).not.toMatch(/pull_request_target|workflow_run/);
});
