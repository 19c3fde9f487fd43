import { type Define, withExamples, withOutput } from "../command.ts";
import { failure } from "../failure.ts";
import { scopeFilter } from "../filters.ts";
import { findId, findObject } from "../find.ts";
import { handOver, type HandOverFlags, withHandOver } from "../hand-over.ts";
import { aliasesOf, nounNamed } from "../nouns.ts";
import { scopeOf, type ScopeFlags } from "../scope.ts";
import { addSecretFlags, secretBody, type TokenFlags } from "../token-owner.ts";
import { endFrom } from "./rotate.ts";

type Flags = HandOverFlags &
  ScopeFlags &
  TokenFlags & {
    readonly toServiceAccount?: string;
    readonly toUser?: string;
    readonly grace?: string;
    readonly expiresAt?: string;
  };

/** `jeton transfer token NAME --to-service-account S`. */
export const defineTransfer: Define = (command, tools) => {
  const facts = nounNamed("token");
  withExamples(command, "jeton transfer token ci --to-service-account shop/deployer");
  const token = command
    .command("token <object>")
    .aliases(aliasesOf(facts, "token"))
    .summary("Give a token another owner, and a new secret.")
    .description("Give a token another owner, and a new secret: whoever knew the old one owns it no longer.")
    .option("--to-service-account <name>", "The service account that is to own it.")
    .option("--to-user <email>", "The user who is to own it.")
    .option("--grace <duration>", "How long the old secret stays valid beside the new one, for example 1h.")
    .option("--expires-at <when>", "A new end: an instant, a duration from now such as 30d, or never.");
  scopeFilter(token, facts);
  addSecretFlags(token);
  withHandOver(token, "token");
  withOutput(token, "table, json, yaml or name");
  withExamples(token, "jeton transfer token usr/ann@example.com/ci --to-service-account shop/deployer");
  token.action(
    tools.action<Flags>(async (flags, name = "") => {
      const { toServiceAccount: account, toUser: user } = flags;
      if ((account === undefined) === (user === undefined)) {
        throw failure("usage", "exactly one of --to-service-account, --to-user is required");
      }
      const format = tools.formatOf(flags, ["table", "json", "yaml", "name"]);
      const { terminal } = tools;
      const api = await tools.connect(flags);
      const project = scopeOf(flags);
      const found = await findObject(api, facts, {
        text: name,
        where: project === undefined ? {} : { project },
      });
      const owner =
        account === undefined
          ? { user_id: await findId(api, nounNamed("user"), { text: user ?? "" }) }
          : {
              service_account_id: await findId(api, nounNamed("service_account"), { text: account, project }),
            };
      const body = {
        ...owner,
        ...(flags.grace !== undefined && { grace_period: flags.grace }),
        ...endFrom(flags.expiresAt, tools.now()),
        ...(await secretBody(terminal, flags)),
      };
      const make = {
        terminal,
        flags,
        format,
        url: api.url,
        title: "Token",
        done: "transferred",
        word: "token",
      };
      await handOver(make, async () => await api.call("token.transfer", { id: String(found["id"]), body }));
    }),
  );
};
