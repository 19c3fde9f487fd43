import { parseDuration } from "../server/contract/duration.ts";
import { parseTokenText } from "../server/contract/token-text.ts";
import { checkLimits, readTokenLines, type TokenLine } from "./token-lines.ts";

/** Every input, with what an empty one means; action.yml says the same. */
export const inputDefaults = {
  url: "",
  token: "",
  tokens: "",
  ttl: "15m",
  mode: "full_access",
  within: "",
  "export-env": "false",
  "skip-revoke": "false",
  timeout: "1m",
} as const;

export type InputName = keyof typeof inputDefaults;
export const inputNames = Object.keys(inputDefaults) as readonly InputName[];

/** The inputs, understood. */
export interface Settings {
  /** Without a slash at the end. */
  readonly url: string;
  readonly token: string;
  readonly lines: readonly TokenLine[];
  readonly exportEnv: boolean;
  readonly skipRevoke: boolean;
  readonly timeoutMilliseconds: number;
}

export type Understood =
  | { readonly type: "ok"; readonly settings: Settings }
  | { readonly type: "refused"; readonly message: string };

/** Checks all inputs without a request, and says everything that is wrong with them at once. */
export function readInputs(given: Readonly<Record<InputName, string>>): Understood {
  const problems: string[] = [];
  const refuse = (problem: string): void => {
    problems.push(problem);
  };
  const text = (name: InputName): string => given[name] || inputDefaults[name];
  const defaults = checkLimits(
    { ttl: text("ttl"), mode: text("mode"), within: text("within") || undefined },
    (key, problem) => refuse(`\`${key}\` ${problem}`),
  );
  const settings = {
    url: readUrl(text("url"), refuse),
    token: readToken(text("token"), refuse),
    lines: readTokenLines(text("tokens"), defaults, refuse),
    exportEnv: readBoolean("export-env", text("export-env"), refuse),
    skipRevoke: readBoolean("skip-revoke", text("skip-revoke"), refuse),
    timeoutMilliseconds: readTimeout(text("timeout"), refuse),
  };
  return problems.length === 0 ? { type: "ok", settings } : { type: "refused", message: problems.join("\n") };
}

type Refuse = (problem: string) => void;

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

function readToken(text: string, refuse: Refuse): string {
  if (text === "") {
    refuse(
      "`token` is empty. If it comes from a secret, the secret is missing or spelt otherwise, or the run has no secrets, as those of forks and of Dependabot have none.",
    );
  } else if (parseTokenText(text) === undefined) {
    refuse(
      "`token` is no Jeton token: one is `jtn`, a letter, `_` and 50 letters and digits, of which the last are a checksum. Store the whole of it in the secret, and nothing else.",
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
