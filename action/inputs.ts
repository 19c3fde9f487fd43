import { parseDuration } from "../server/contract/duration.ts";
import { parseReference } from "../server/contract/reference.ts";
import { parseTokenText } from "../server/contract/token-text.ts";
import type { Deploying } from "./deploying.ts";
import { fileOutput, refuseName } from "./env-name.ts";
import type { Refuse } from "./lines.ts";
import type { SecretLine } from "./secret-lines.ts";
import { checkLimits, readTokenLines, serviceAccount, type TokenLine } from "./token-lines.ts";

/** Every input, with what an empty one means; action.yml says the same. */
export const inputDefaults = {
  url: "",
  "service-account": "",
  audience: "",
  token: "",
  "expected-service-account": "",
  tokens: "",
  ttl: "15m",
  mode: "full_access",
  within: "",
  renew: "",
  secrets: "",
  "secrets-token": "",
  declarations: "",
  deploy: "",
  project: "",
  "project-folders": "false",
  name: "",
  directory: "",
  prune: "false",
  "prune-limit": "",
  "plan-digest": "",
  "fail-on-drift": "false",
  "github-token": "",
  "export-env": "false",
  files: "false",
  "require-identity": "false",
  "skip-revoke": "false",
  timeout: "1m",
  proxy: "",
  "no-proxy": "",
  "ca-certificate": "",
} as const;

export type InputName = keyof typeof inputDefaults;
export const inputNames = Object.keys(inputDefaults) as readonly InputName[];

/** The inputs, understood. */
export interface Settings {
  /** Without a slash at the end. */
  readonly url: string;
  readonly signIn: SignIn;
  /** Ids and references (`sa/shop/ci`), all of which the identity signed in with must have. */
  readonly expected: readonly string[];
  readonly lines: readonly TokenLine[];
  readonly secrets: readonly SecretLine[];
  /** For GitHub; empty when there are none. */
  readonly secretsToken: string;
  /** Undefined when nothing is declared. */
  readonly deploying: Deploying | undefined;
  readonly exportEnv: boolean;
  /** Whether minted tokens are also in files. */
  readonly files: boolean;
  /** For GitHub, to comment with; empty for none. */
  readonly githubToken: string;
  /** Whether a run without an identity passes: it only plans, and GitHub gives it none on purpose. */
  readonly mayBeOffline: boolean;
  readonly skipRevoke: boolean;
  readonly timeoutMilliseconds: number;
}

type SignIn =
  | { readonly type: "token"; readonly token: string }
  | {
      readonly type: "identity";
      /** An id, or `PROJECT/NAME`. */
      readonly serviceAccount: string;
      /** Undefined is the server's own. */
      readonly audience: string | undefined;
    }
  /** There is nothing to sign in with. */
  | { readonly type: "none" };

export type Understood =
  | { readonly type: "ok"; readonly settings: Settings }
  | { readonly type: "refused"; readonly message: string };

export interface OtherInputs {
  /** JETON_TOKEN, for when no input says how to sign in. */
  readonly envToken?: string;
  /** Reads `secrets`; needed where that is not empty. */
  readonly readSecrets?: (text: string, refuse: Refuse) => readonly SecretLine[];
  /** Whether GitHub gives the run neither an identity nor secrets, as it is for a fork or Dependabot's. */
  readonly isOutside?: boolean;
  /** Reads the inputs about declarations; needed where `declarations` or `directory` is not empty. */
  readonly readDeploying?: (
    given: Readonly<Record<InputName, string>>,
    how: { readonly refuse: Refuse; readonly boolean: (name: InputName) => boolean },
  ) => Deploying;
}

/** Checks all inputs without a request, and says everything that is wrong with them at once. */
export function readInputs(
  given: Readonly<Record<InputName, string>>,
  { envToken = "", readSecrets = () => [], isOutside = false, readDeploying }: OtherInputs = {},
): Understood {
  const problems: string[] = [];
  const refuse = (problem: string): void => {
    problems.push(problem);
  };
  const text = (name: InputName): string => given[name] || inputDefaults[name];
  const defaults = checkLimits(
    {
      ttl: text("ttl"),
      mode: text("mode"),
      within: text("within") || undefined,
      renew: text("renew") || undefined,
    },
    (key, problem) => refuse(`\`${key}\` ${problem}`),
  );
  const boolean = (name: InputName): boolean => readBoolean(name, text(name), refuse);
  const deploying = readDeploying?.(given, { refuse, boolean });
  const requireIdentity = boolean("require-identity") || !isOutside;
  const mayBeOffline = !requireIdentity && onlyPlans(given, deploying);
  const settings = {
    url: readUrl(text("url"), refuse),
    signIn: readSignIn(given, { envToken, mayBeOffline }, refuse),
    expected: readExpected(given, refuse),
    lines: readTokenLines(text("tokens"), defaults, refuse),
    secrets: readSecrets(text("secrets"), refuse),
    deploying,
    secretsToken: readGitHubToken("secrets-token", given, refuse),
    exportEnv: boolean("export-env"),
    files: boolean("files"),
    githubToken: readGitHubToken("github-token", given, refuse),
    mayBeOffline,
    skipRevoke: boolean("skip-revoke"),
    timeoutMilliseconds: readTimeout(text("timeout"), refuse),
  };
  refuseTogether(given, settings, refuse);
  return problems.length === 0 ? { type: "ok", settings } : { type: "refused", message: problems.join("\n") };
}

/** What only looks is worth something without an identity: that the files are right. */
function onlyPlans(
  { tokens, secrets }: Pick<Record<InputName, string>, "tokens" | "secrets">,
  deploying: Deploying | undefined,
): boolean {
  return deploying?.mode === "plan" && `${tokens}${secrets}`.trim() === "";
}

/** Whether files are named that declare objects. */
export function isDeclaring(given: Pick<Record<InputName, string>, "declarations" | "directory">): boolean {
  return `${given.declarations}${given.directory}`.trim() !== "";
}

/** What is right by itself and not with the rest. */
function refuseTogether(
  given: Readonly<Record<InputName, string>>,
  { secrets, secretsToken, files, lines }: Settings,
  refuse: Refuse,
): void {
  if (!isDeclaring(given) && given.deploy !== "") {
    refuse("`deploy` is given, but neither `declarations` nor `directory` names files.");
  }
  if (secrets.length > 0 && secretsToken === "") refuse(NO_SECRETS_TOKEN);
  if (files) refuseTakenNames(lines, refuse);
}

const NO_SECRETS_TOKEN =
  "`secrets-token` is empty, and `secrets` needs it: the token of a GitHub App, or a fine-grained personal one, that may write secrets. The workflow's own `github.token` cannot.";

function readGitHubToken(
  name: "secrets-token" | "github-token",
  given: Readonly<Record<InputName, string>>,
  refuse: Refuse,
): string {
  if (!/^[\x21-\x7e]*$/.test(given[name])) {
    refuse(`\`${name}\` is no token of GitHub: one is a single line without spaces.`);
  }
  return given[name];
}

/** With files a token has two outputs, and the second may be another's first. */
function refuseTakenNames(lines: readonly TokenLine[], refuse: Refuse): void {
  const names = new Set(lines.map(({ name }) => name));
  for (const name of names) {
    const output = fileOutput(name);
    const reason = refuseName(output);
    if (reason !== undefined)
      refuse(`\`tokens\`: ${output}, which says where the file of ${name} is, ${reason}.`);
    if (names.has(output))
      refuse(`\`tokens\`: ${output} says where the file of ${name} is; rename one of the two.`);
  }
}

function readUrl(text: string, refuse: Refuse): string {
  if (text === "") {
    refuse(
      "`url` is empty. Give the address of the Jeton server, for example `url: https://jeton.example.org`.",
    );
    return "";
  }
  const url = URL.parse(text);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    refuse(
      "`url` must begin with https:// (or http://) and a host, for example `https://jeton.example.org`.",
    );
    return "";
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    refuse("`url` must be the address alone, without a user, a query or a fragment.");
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

/** A `token` wins, so that a workflow can have one where its runs have no identity. JETON_TOKEN may be an earlier step's. */
function readSignIn(
  given: Readonly<Record<InputName, string>>,
  { envToken, mayBeOffline }: { readonly envToken: string; readonly mayBeOffline: boolean },
  refuse: Refuse,
): SignIn {
  const { token, "service-account": account, audience } = given;
  if (token === "" && account !== "") {
    if (audience.length > 700 || /\s/.test(audience)) {
      refuse("`audience` must be one address or name, for example `https://jeton.example.org`.");
    }
    const shown = account.startsWith("sa/") ? account.slice(3) : account;
    return { type: "identity", serviceAccount: shown, audience: audience === "" ? undefined : audience };
  }
  if (token === "" && envToken === "" && mayBeOffline) return { type: "none" };
  return {
    type: "token",
    token: readToken(token || envToken, token === "" ? "JETON_TOKEN" : "`token`", refuse),
  };
}

/** With a `token`, `service-account` is whose it must be: it is nobody else's name. */
function readExpected(given: Readonly<Record<InputName, string>>, refuse: Refuse): readonly string[] {
  return (["service-account", "expected-service-account"] as const).flatMap((name) => {
    const text = given[name];
    if (text === "") return [];
    const reference = parseReference(serviceAccount, text);
    if (reference?.by === "id") return [text];
    if (reference?.by === "project") return [`sa/${reference.project}/${reference.name}`];
    refuse(
      `\`${name}\` must be \`PROJECT/NAME\` of a service account, or its id, for example \`shop/deployer\`.`,
    );
    return [];
  });
}

function readToken(text: string, source: string, refuse: Refuse): string {
  if (text === "") {
    refuse(
      "`token` is empty, and so is `service-account`. Give `service-account: PROJECT/NAME` to sign in by the job's identity, or a `token`. If that comes from a secret, the secret is missing or spelt otherwise, or the run has no secrets, as those of forks and of Dependabot have none. If it is an output of another job: masked values do not pass from job to job, so run this Action again in this one.",
    );
  } else if (parseTokenText(text) === undefined) {
    refuse(
      `${source} is no Jeton token: one is \`jtn\`, a letter, \`_\` and 50 letters and digits, of which the last are a checksum. Store the whole of it in the secret, and nothing else.`,
    );
  }
  return text;
}

/** The spellings of YAML 1.2's core schema, as `core.getBooleanInput` takes them. */
function readBoolean(name: InputName, text: string, refuse: Refuse): boolean {
  if (!/^(?:true|True|TRUE|false|False|FALSE)$/.test(text))
    refuse(`\`${name}\` must be \`true\` or \`false\`.`);
  return text.toLowerCase() === "true";
}

function readTimeout(text: string, refuse: Refuse): number {
  const seconds = parseDuration(text) ?? 0;
  if (seconds <= 0 || seconds > 3600)
    refuse("`timeout` must be a duration of an hour at most, for example `30s`.");
  return seconds * 1000;
}
