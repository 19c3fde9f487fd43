import { duration, labels, projectName } from "../../server/contract/text.ts";
import type { Attribute, Schema } from "../framework/attribute.ts";
import type { Value } from "../framework/value.ts";
import type { Identity } from "../from-contract/connect.ts";
import { kindOf } from "../from-contract/kind.ts";

/** The provider's block as it is written. */
export interface Block {
  readonly url: string | null;
  readonly token: string | null;
  readonly token_file: string | null;
  /** As whom, by the identity of the run. */
  readonly oidc: Omit<Identity, "seconds"> | null;
  readonly project: string | null;
  readonly ca_cert_file: string | null;
  readonly max_retries: number | null;
  readonly request_timeout: string | null;
  readonly labels: Readonly<Record<string, string>> | null;
  readonly managed_by: string | null;
}

function optional(description: string, more: Partial<Attribute> = {}): Attribute {
  return { type: "string", description, optional: true, ...more };
}

/** Terraform has converted the value by then, so nothing else than text can come. */
function text(check: (value: string) => string | undefined): NonNullable<Attribute["validate"]> {
  return (value) => (typeof value === "string" ? check(value) : undefined);
}

const MAX_RETRIES = 20;

export const blockSchema: Schema = {
  version: 0,
  description: "Declares projects, machine identities, their rights and their tokens on a Jeton server.",
  attributes: {
    url: optional("The server, for example `https://jeton.example.org`. By default JETON_URL.", {
      validate: text(urlComplaint),
    }),
    token: optional("The token to use. By default JETON_TOKEN, unless JETON_URL names another server.", {
      sensitive: true,
      validate: text(tokenComplaint),
    }),
    token_file: optional("A file that holds the token. By default JETON_TOKEN_FILE, as with `token`."),
    oidc: {
      type: {
        nesting: "single",
        attributes: {
          service_account: {
            type: "string",
            description: "The account that trusts the run's identity: its id, or `PROJECT/NAME`.",
            required: true,
          },
          audience: optional("What GitHub is asked for an ID token for; by default the server's `url`."),
          token: optional(
            "The ID token. By default TFC_WORKLOAD_IDENTITY_TOKEN_JETON, TFC_WORKLOAD_IDENTITY_TOKEN, or one that GitHub gives the job.",
            { sensitive: true },
          ),
          token_file: optional("A file that holds the ID token; read again whenever one is needed."),
        },
      },
      description:
        "Signs in by the identity of the run, without a stored secret: its ID token is exchanged for a short-lived token, again and again while the run lasts, and that is revoked at the end.",
      optional: true,
    },
    project: {
      ...kindOf(projectName, "input"),
      description:
        "The project of whatever names none of its own, in resources and in data sources that look something up by its name; `system` is the scope above all projects. Without it each names its own.",
      optional: true,
    },
    ca_cert_file: optional(
      "A file of certificates in PEM, of authorities to trust besides those that Node.js and the system trust. Proxies come from HTTPS_PROXY, HTTP_PROXY and NO_PROXY.",
    ),
    max_retries: optional(
      "How often a request is repeated after a lost or overloaded answer; 4 by default.",
      {
        type: "number",
        validate: retriesComplaint,
      },
    ),
    request_timeout: optional("How long to wait for each answer, for example `10s`; 30 seconds by default.", {
      ...kindOf(duration, "input"),
    }),
    labels: {
      ...kindOf(labels, "input"),
      description:
        "Labels of every token, the ephemeral ones too; a token's own `labels` win. `effective_labels` shows both.",
      optional: true,
    },
    managed_by: optional(
      "What tells this configuration from others: objects that it makes are `managed_by` `terraform:` and this, else `terraform` alone.",
      { validate: text(managerComplaint) },
    ),
  },
  atMostOneOf: [["token", "token_file", "oidc"]],
};

/** Undefined when it is the address of a server; never repeats the text, which may hold a password. */
export function urlComplaint(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) {
    return "Must begin with https:// (or http://) and a host, for example `https://jeton.example.org`.";
  }
  const isPlain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  return isPlain ? undefined : "Must be the address alone, without a user, a query or a fragment.";
}

/** Undefined when it can be sent as a token; never repeats the text. */
export function tokenComplaint(text: string): string | undefined {
  return /^[!-~]+$/.test(text)
    ? undefined
    : "Is empty or holds white space or characters that no token has: give the token's text and nothing else.";
}

/** The longest that a server takes, less what goes before it. */
const LONGEST_MANAGER = 128 - "terraform:".length;

function managerComplaint(name: string): string | undefined {
  const isFit = /^[ -~]+$/.test(name) && name === name.trim() && name.length <= LONGEST_MANAGER;
  return isFit
    ? undefined
    : `Must be 1 to ${String(LONGEST_MANAGER)} printable ASCII characters, without white space around them.`;
}

function retriesComplaint(value: Value): string | undefined {
  const isCount = typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MAX_RETRIES;
  return isCount ? undefined : `Must be a whole number from 0 to ${String(MAX_RETRIES)}.`;
}
