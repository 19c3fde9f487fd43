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
  name: "",
  directory: "",
  prune: "false",
  "prune-limit": "",
  "plan-digest": "",
  "fail-on-drift": "false",
  "export-env": "false",
  files: "false",
  "require-identity": "",
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
  /** Whether a run that cannot sign in, since it has no identity, fails even if it has nothing to do. */
  readonly requireIdentity: boolean;
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
  /** Reads the inputs about declarations; needed where `declarations` is not empty. */
  readonly readDeploying?: (
    given: Readonly<Record<InputName, string>>,
    how: { readonly refuse: Refuse; readonly boolean: (name: InputName) => boolean },
  ) => Deploying;
}

/** Checks all inputs without a request, and says everything that is wrong with them at once. */
export function readInputs(
  given: Readonly<Record<InputName, string>>,
  { envToken = "", readSecrets = () => [], readDeploying }: OtherInputs = {},
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
  if (given.declarations.trim() === "" && given.deploy !== "") {
    refuse("`deploy` is given, but `declarations` names no files.");
  }
  const deploying = readDeploying?.(given, { refuse, boolean });
  const requireIdentity = readRequireIdentity(given, { deploying, boolean });
  const settings = {
    url: readUrl(text("url"), refuse),
    signIn: readSignIn(given, { envToken, requireIdentity }, refuse),
    expected: readExpected(given, refuse),
    lines: readTokenLines(text("tokens"), defaults, refuse),
    secrets: readSecrets(text("secrets"), refuse),
    deploying,
    secretsToken: given["secrets-token"],
    exportEnv: boolean("export-env"),
    files: boolean("files"),
    requireIdentity,
    skipRevoke: boolean("skip-revoke"),
    timeoutMilliseconds: readTimeout(text("timeout"), refuse),
  };
  if (settings.secrets.length > 0) checkSecretsToken(settings.secretsToken, refuse);
  if (settings.files) refuseTakenNames(settings.lines, refuse);
  return problems.length === 0 ? { type: "ok", settings } : { type: "refused", message: problems.join("\n") };
}

/** What only looks is worth something without one: that the files are right. */
function readRequireIdentity(
  given: Readonly<Record<InputName, string>>,
  {
    deploying,
    boolean,
  }: { readonly deploying: Deploying | undefined; readonly boolean: (name: InputName) => boolean },
): boolean {
  if (`${given.tokens}${given.secrets}`.trim() !== "" || deploying?.mode === "apply") return true;
  return given["require-identity"] === "" ? deploying === undefined : boolean("require-identity");
}

function checkSecretsToken(text: string, refuse: Refuse): void {
  if (text === "") {
    refuse(
      "`secrets-token` is empty, and `secrets` needs it: the token of a GitHub App, or a fine-grained personal one, that may write secrets. The workflow's own `github.token` cannot.",
    );
  } else if (!/^[\x21-\x7e]+$/.test(text)) {
    refuse("`secrets-token` is no token of GitHub: one is a single line without spaces.");
  }
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
  { envToken, requireIdentity }: { readonly envToken: string; readonly requireIdentity: boolean },
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
  if (token === "" && envToken === "" && !requireIdentity) return { type: "none" };
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
