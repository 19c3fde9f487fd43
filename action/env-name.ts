/**
 * Names a minted token may have, as an output and as an environment variable. A variable that a shell, a loader or the
 * runner itself reads would change what later steps run, so those are refused, whoever chose them.
 */
const SHAPE = /^[A-Z_][A-Z0-9_]{0,79}$/;

const RESERVED_PREFIXES = [
  "ACTIONS_",
  "BASH_",
  "DYLD_",
  "GIT_",
  "GITHUB_",
  "INPUT_",
  "JETON_",
  "LD_",
  "NODE_",
  "NPM_",
  "PERL",
  "PYTHON",
  "RUBY",
  "RUNNER_",
  "STATE_",
];

const RESERVED = new Set([
  "ALL_PROXY",
  "BROWSER",
  "CDPATH",
  "CI",
  "CURL_CA_BUNDLE",
  "EDITOR",
  "ENV",
  "HOME",
  "HTTPS_PROXY",
  "HTTP_PROXY",
  "IFS",
  "JAVA_TOOL_OPTIONS",
  "MAKEFLAGS",
  "NO_PROXY",
  "PAGER",
  "PATH",
  "PROMPT_COMMAND",
  "REQUESTS_CA_BUNDLE",
  "SHELL",
  "SHELLOPTS",
  "SSLKEYLOGFILE",
  "SSL_CERT_DIR",
  "SSL_CERT_FILE",
  "TMPDIR",
  "USER",
]);

/** Why a name cannot be used, or undefined when it can. */
export function refuseName(name: string): string | undefined {
  if (!SHAPE.test(name)) {
    return "must have 1 to 80 of A-Z, 0-9 and '_' and not begin with a digit, for example DEPLOY_TOKEN";
  }
  const prefix = RESERVED_PREFIXES.find((reserved) => name.startsWith(reserved));
  if (prefix !== undefined) return `must not begin with ${prefix}, which is reserved`;
  return RESERVED.has(name) ? "is one that programs give a meaning of their own" : undefined;
}

/** The output, and with `export-env` the variable, that says where the file of a token is. */
export function fileOutput(name: string): string {
  return `${name}_FILE`;
}
