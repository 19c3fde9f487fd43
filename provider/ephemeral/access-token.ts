import type { ClientProblem } from "../../server/contract/client.ts";
import { parseDuration } from "../../server/contract/duration.ts";
import { duration } from "../../server/contract/text.ts";
import type { Attributes } from "../framework/attribute.ts";
import { type Diagnostic, warning } from "../framework/diagnostic.ts";
import type { EphemeralResource } from "../framework/ephemeral.ts";
import type { Connect } from "../from-contract/connect.ts";
import { diagnose } from "../from-contract/diagnose.ts";
import { kindOf } from "../from-contract/kind.ts";

interface AccessToken {
  readonly service_account: string;
  readonly audience: string | null;
  readonly token: string | null;
  readonly token_file: string | null;
  readonly max_age: string | null;
  readonly access_token: string | null;
  readonly expires_at: string | null;
}

const typeName = "jeton_access_token";

const attributes: Attributes = {
  service_account: {
    type: "string",
    description: "The account that trusts the run's identity: its id, or `PROJECT/NAME`.",
    required: true,
  },
  audience: {
    type: "string",
    description: "What GitHub is asked for an ID token for; by default the server's `url`.",
    optional: true,
  },
  token: {
    type: "string",
    description:
      "The ID token. By default TFC_WORKLOAD_IDENTITY_TOKEN_JETON, TFC_WORKLOAD_IDENTITY_TOKEN, or one that GitHub gives the job.",
    optional: true,
    sensitive: true,
  },
  token_file: { type: "string", description: "A file that holds the ID token.", optional: true },
  max_age: {
    ...kindOf(duration, "input"),
    description: "How long it is to last; by default, and at most, as long as the trust policy says.",
    optional: true,
  },
  access_token: { type: "string", description: "The account's token.", computed: true, sensitive: true },
  expires_at: { type: "string", description: "When it ends, by this machine's clock.", computed: true },
};

/** A token of a service account for the run's own identity, without a stored secret; revoked at the end. */
export const accessToken: EphemeralResource<Connect, AccessToken> = {
  typeName,
  schema: {
    version: 0,
    description:
      "A short-lived token of a service account, exchanged for the identity of the run (RFC 8693): for the block of another provider, or a provisioner. Terraform hands no other one on in mid-run, so it is not renewed; `oidc` in the block of this provider is.",
    attributes,
    atMostOneOf: [["token", "token_file"]],
  },

  async open(config, { client: connect, signal }) {
    const { service_account, audience, token, token_file, max_age: maxAge } = config;
    const seconds = maxAge === null ? undefined : parseDuration(maxAge);
    const identity = { service_account, audience, token, token_file, seconds };
    const result = await connect.signIn(identity, signal);
    if (result.type === "problem") return { diagnostics: failed("sign in", result.problem) };
    const { token: text, seconds: lasts } = result.value;
    const expires_at = new Date(Date.now() + lasts * 1000).toISOString();
    return { state: { access_token: text, expires_at }, private: { text } };
  },

  async close({ client: connect, private: kept }) {
    const { text } = kept;
    const result = await connect.signOut(typeof text === "string" ? text : "");
    return { diagnostics: result.type === "ok" ? [] : failed("revoke it", result.problem).map(leftOver) };
  },
};

/** The run is over and its outcome settled. */
function leftOver({ summary, detail }: Diagnostic): Diagnostic {
  return warning("The access token was not revoked", `It stays valid until its end. ${summary}: ${detail}`);
}

function failed(doing: string, problem: ClientProblem): readonly Diagnostic[] {
  return diagnose(problem, { doing, typeName, attributes });
}
