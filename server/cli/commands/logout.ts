import type { Reply } from "../../contract/operations.ts";
import { type CommonFlags, type Define, withExamples } from "../command.ts";
import { readConfigFile, writeConfigFile } from "../config-file.ts";
import { failure } from "../failure.ts";

/** `jeton logout`: the token of a context is revoked and forgotten. */
export const defineLogout: Define = (command, tools) => {
  command.description("Revoke the token that a context keeps, and forget it.");
  withExamples(command, "jeton logout", "jeton logout --context prod");
  command.action(
    tools.action<CommonFlags>(async (flags) => {
      const { terminal } = tools;
      const config = await readConfigFile(terminal);
      const name = flags.context ?? config.current_context;
      const context =
        name !== undefined && Object.hasOwn(config.contexts, name) ? config.contexts[name] : undefined;
      if (name === undefined || context?.token === undefined) {
        throw failure("not_found", "no context keeps a token here", "see `jeton config get-contexts`");
      }
      // Said by name, a context beats the environment: no other token is revoked than the one that is forgotten.
      const api = await tools.connect({ context: name });
      const answer = await api.ask("whoami");
      if ("refused" in answer) {
        terminal.err(
          "jeton: the token was not valid any more, or the server does not answer; it is forgotten\n",
        );
      } else {
        // The schema of `whoami` says so.
        const { token } = answer as unknown as Reply<"whoami">;
        await api.call("token.revoke", { id: token.id });
      }
      const contexts = { ...config.contexts, [name]: { url: context.url } };
      await writeConfigFile(terminal, { ...config, contexts });
      terminal.err(`Signed out of context \`${name}\`.\n`);
    }),
  );
};
