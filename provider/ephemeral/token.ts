import type { ClientProblem } from "../../server/contract/client.ts";
import { parseDuration } from "../../server/contract/duration.ts";
import { type NounOf, nouns } from "../../server/contract/nouns/all.ts";
import type { CreateInput, Shown } from "../../server/contract/noun.ts";
import type { Attributes } from "../framework/attribute.ts";
import { type Diagnostic, error, warning } from "../framework/diagnostic.ts";
import type { EphemeralResource, Opened } from "../framework/ephemeral.ts";
import type { PrivateData } from "../framework/private-data.ts";
import { resourceSchema } from "../from-contract/attributes.ts";
import type { Caller, Connect } from "../from-contract/connect.ts";
import { diagnose } from "../from-contract/diagnose.ts";
import { inputs } from "../from-contract/resource.ts";

type Token = Shown<NounOf<"token">> & { readonly secret: string | null };

const typeName = "jeton_token";
const DEFAULT_MAX_AGE = "15m";
/** How long before its end a token is renewed, at most: time for the renewal to be tried again. */
const MARGIN_SECONDS = 5 * 60;

const { attributes: managed, ...schema } = resourceSchema(nouns.token, {
  without: ["ephemeral", "imported", "disabled", "extend_on_use", "absolute_expires_at", "not_before"],
});

const attributes: Attributes = {
  ...managed,
  name: {
    ...managed["name"],
    type: "string",
    description: "Name; without one, it is made up.",
    required: false,
    optional: true,
    computed: true,
  },
  expires_at: { type: "string", description: "When it ends unless it is renewed.", computed: true },
  max_age: {
    ...managed["max_age"],
    type: "string",
    description: `How long it lasts, a day at most, when Terraform can neither renew nor revoke it any more; \`${DEFAULT_MAX_AGE}\` by default.`,
    optional: true,
    computed: true,
  },
};

const description =
  "A token for one run: for the block of another provider, or a provisioner. It is revoked at the end of every plan and every apply, so it is none to be stored: for a vault there is `jeton_secret`, for a repository `jeton_token` with `sealed_for`.";

/** A token for as long as Terraform runs: made when it is opened, renewed while it is needed, revoked when it is closed. */
export const token: EphemeralResource<Connect, Token> = {
  typeName,
  schema: { ...schema, description, attributes, atMostOneOf: [] },

  async open(config, { client: connect, signal }) {
    const client = connect(signal);
    const maxAge = config.max_age ?? DEFAULT_MAX_AGE;
    const result = await client.call("token.create", { body: bodyOf(connect, config, maxAge) });
    if (result.type === "problem") return { diagnostics: failed("open a token", result.problem) };
    const { id, secret, expires_at: end } = result.value;
    if (secret === undefined || end === null) {
      await client.call("token.revoke", { id });
      return {
        diagnostics: [
          error(
            "No secret",
            "The server made the token but did not give its secret away again. Run Terraform again.",
          ),
        ],
      };
    }
    const seconds = parseDuration(maxAge) ?? 0;
    return { state: { ...result.value, secret }, ...renewal({ id, end, seconds }) };
  },

  async renew({ client: connect, signal, private: kept }) {
    const held = heldOf(kept);
    // Counted from the end there was and not from this machine's clock, which may not be the server's.
    const end = new Date(Date.parse(held.end) + held.seconds * 1000).toISOString();
    const result = await connect(signal).call("token.update", {
      id: held.id,
      body: { max_age: null, expires_at: end },
    });
    if (result.type === "problem") return { diagnostics: failed("renew the token", result.problem) };
    return renewal({ ...held, end });
  },

  async close({ client: connect, signal, private: kept }) {
    const { id } = heldOf(kept);
    return { diagnostics: await revoke(connect(signal), id) };
  },
};

function bodyOf(connect: Connect, config: Token, maxAge: string): CreateInput<NounOf<"token">> {
  const name = config.name ?? `terraform-${crypto.randomUUID()}`;
  const labels = { ...connect.labels, ...config.labels };
  const body = { ...inputs(nouns.token, config), name, labels, max_age: maxAge, ephemeral: true };
  // The attributes are the noun's fields, so what is configured is what a caller may say of a token.
  return body as CreateInput<NounOf<"token">>;
}

/** What renewing and closing need to know; never the secret. */
interface Held {
  readonly id: string;
  readonly end: string;
  /** Of `max_age`. */
  readonly seconds: number;
}

/** Terraform renews at that very time by its own clock, without a margin. */
function renewal({ id, end, seconds }: Held): Pick<Opened<Token>, "renewAt" | "private"> {
  const margin = Math.min(MARGIN_SECONDS, seconds / 3);
  return { renewAt: new Date(Date.now() + (seconds - margin) * 1000), private: { id, end, seconds } };
}

/** Private data comes back as it was given. */
function heldOf(kept: PrivateData): Held {
  return kept as PrivateData & Held;
}

/** The run is over and its outcome settled: a token that stays until its end is no reason to fail it. */
async function revoke(client: Caller, id: string): Promise<readonly Diagnostic[]> {
  const result = await client.call("token.revoke", { id });
  if (result.type === "ok" || result.problem.code === "not_found") return [];
  return failed("revoke the token", result.problem).map(({ summary, detail }) =>
    warning("The ephemeral token was not revoked", `${id} stays valid until its end. ${summary}: ${detail}`),
  );
}

function failed(doing: string, problem: ClientProblem): readonly Diagnostic[] {
  return diagnose(problem, { doing, typeName, attributes });
}
