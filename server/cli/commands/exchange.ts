import { parseDuration } from "../../contract/duration.ts";
import type { Reply } from "../../contract/operations.ts";
import {
  ACCESS_TOKEN,
  ACCOUNT_URN,
  EXCHANGE_GRANT,
  ID_TOKEN,
  JWT,
} from "../../contract/token-exchange-names.ts";
import { type CommonFlags, type Define, withExamples, withOutput } from "../command.ts";
import { failure } from "../failure.ts";
import { type IdTokenFlags, readIdToken } from "../id-token.ts";
import { isData, printData } from "../output.ts";

interface Flags extends CommonFlags, IdTokenFlags {
  readonly serviceAccount: string;
  readonly ttl?: string;
  readonly tokenAudience?: string;
  readonly jwt?: boolean;
}

/** `jeton exchange`: the ID token of a job for a short-lived token of a service account (RFC 8693). */
export const defineExchange: Define = (command, tools) => {
  command
    .description(
      "Exchange the OIDC ID token of a CI job for a short-lived token of a service account, and print that. The ID token of GitHub Actions, Terraform Cloud, CircleCI, Bitbucket and Spacelift is found by itself, that of GitLab in JETON_ID_TOKEN.",
    )
    .requiredOption("--service-account <name>", "Whose token: `PROJECT/NAME`, or its id.")
    .option("--id-token-file <file>", "A file that holds the ID token.")
    .option("--id-token-stdin", "Read the ID token from the standard input.")
    .option("--id-token-env <name>", "The variable that holds the ID token.")
    .option(
      "--audience <audience>",
      "Whom GitHub's ID token is to be meant for; by default the server's URL.",
    )
    .option(
      "--ttl <duration>",
      "How long it is to last, for example 10m; by default as long as the trust policy allows.",
    )
    .option("--token-audience <audience>", "Whom the token is to be meant for, and nobody else.")
    .option("--jwt", "Ask for a JWT (RFC 9068), which its audience verifies itself; needs --token-audience.");
  withOutput(command, "table (the token alone), json or yaml");
  withExamples(
    command,
    "export JETON_TOKEN=$(jeton exchange --service-account shop/deployer)",
    "jeton exchange --service-account shop/deployer --id-token-file token.jwt --ttl 10m -o json",
  );
  command.action(
    tools.action<Flags>(async (flags) => {
      const { terminal, signal } = tools;
      const format = tools.formatOf(flags, ["table", "json", "yaml"]);
      const api = await tools.connect(flags);
      const audience = api.url.replace(/\/+$/, "");
      const subject_token = await readIdToken(terminal, { flags, audience, signal });
      const seconds = flags.ttl === undefined ? undefined : parseDuration(flags.ttl);
      if (flags.ttl !== undefined && !seconds) {
        throw failure("usage", "--ttl must be a duration, for example 10m");
      }
      const reply = await api.call<Reply<"exchange">>("exchange", {
        body: {
          grant_type: EXCHANGE_GRANT,
          subject_token,
          subject_token_type: ID_TOKEN,
          resource: ACCOUNT_URN + flags.serviceAccount.replace(/^sa\//, ""),
          requested_token_type: flags.jwt === true ? JWT : ACCESS_TOKEN,
          ...(seconds !== undefined && { requested_expiry: String(seconds) }),
          ...(flags.tokenAudience !== undefined && { audience: flags.tokenAudience }),
        },
      });
      if (isData(format)) await printData(terminal, format, reply);
      else terminal.out(`${reply.access_token}\n`);
    }),
  );
};
