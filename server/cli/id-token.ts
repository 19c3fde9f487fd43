import { readFileSync } from "node:fs";
import { failure } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

export interface IdTokenFlags {
  readonly idTokenFile?: string | undefined;
  readonly idTokenStdin?: boolean | undefined;
  readonly idTokenEnv?: string | undefined;
  readonly audience?: string | undefined;
}

/**
 * Variables in which CI systems hand jobs an ID token, in the order they are looked at: the first is for whoever names it
 * themselves, as in GitLab's `id_tokens`.
 */
const idTokenVariables = [
  "JETON_ID_TOKEN",
  "TFC_WORKLOAD_IDENTITY_TOKEN_JETON",
  "TFC_WORKLOAD_IDENTITY_TOKEN",
  "CIRCLE_OIDC_TOKEN_V2",
  "CIRCLE_OIDC_TOKEN",
  "BITBUCKET_STEP_OIDC_TOKEN",
  "SPACELIFT_OIDC_TOKEN",
] as const;

interface Ask {
  readonly flags: IdTokenFlags;
  /** Whom the token must be meant for, unless a flag says another: only those who make one on demand can be told. */
  readonly audience: string;
  readonly signal: AbortSignal;
}

/** @throws Failure `unauthenticated` where there is none */
export async function readIdToken(terminal: Terminal, { flags, audience, signal }: Ask): Promise<string> {
  const given = await givenToken(terminal, flags);
  if (given !== undefined) return shaped(given.text, given.from);
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = terminal.env;
  if (url && bearer) {
    return shaped(await askGithub({ url, bearer, audience: flags.audience ?? audience, signal }), "GitHub");
  }
  for (const name of idTokenVariables) {
    const text = terminal.env[name];
    if (text) return shaped(text, name);
  }
  throw failure(
    "unauthenticated",
    "there is no ID token to exchange",
    `give one by --id-token-file, --id-token-stdin or --id-token-env; in a job of GitHub Actions give it \`permissions: id-token: write\`, in one of GitLab \`id_tokens: {${idTokenVariables[0]}: {aud: ...}}\``,
  );
}

async function givenToken(
  terminal: Terminal,
  { idTokenFile: file, idTokenStdin: isInput, idTokenEnv: name }: IdTokenFlags,
): Promise<{ readonly text: string; readonly from: string } | undefined> {
  const given = [file, isInput === true ? "-" : undefined, name].filter((one) => one !== undefined);
  if (given.length > 1) {
    throw failure("usage", "--id-token-file, --id-token-stdin and --id-token-env exclude each other");
  }
  if (file !== undefined) return { text: readTokenFile(file), from: "--id-token-file" };
  if (isInput === true) return { text: await terminal.readInput(), from: "--id-token-stdin" };
  if (name === undefined) return undefined;
  return { text: terminal.env[name] ?? "", from: name };
}

function readTokenFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const { code = "unknown error" } = cause as NodeJS.ErrnoException;
    throw failure("usage", `--id-token-file: ${file} cannot be read: ${code}`);
  }
}

/** Never repeats the text. */
function shaped(text: string, from: string): string {
  const token = text.trim();
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return token;
  throw failure(
    "usage",
    `what ${from} gives is no ID token: three parts in base64url with a dot between them`,
  );
}

interface Github {
  readonly url: string;
  readonly bearer: string;
  readonly audience: string;
  readonly signal: AbortSignal;
}

/** https://docs.github.com/actions/reference/openid-connect-reference, "Methods for requesting the OIDC token". */
async function askGithub({ url, bearer, audience, signal }: Github): Promise<string> {
  const address = new URL(url);
  address.searchParams.set("audience", audience);
  const response = await fetch(address, {
    headers: { accept: "application/json", authorization: `Bearer ${bearer}` },
    redirect: "manual",
    signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
  }).catch(() => undefined);
  const reply: unknown = response?.status === 200 ? await response.json().catch(() => undefined) : undefined;
  const value = typeof reply === "object" && reply !== null && "value" in reply ? reply.value : undefined;
  if (typeof value === "string") return value;
  const why = response ? `answered ${String(response.status)}` : "cannot be reached";
  throw failure(
    "unavailable",
    `the runner's endpoint for ID tokens ${why}`,
    "run the job again in a little while",
  );
}
