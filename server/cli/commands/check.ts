import { type QuestionFlags, questionFrom, withQuestion } from "../access-question.ts";
import { type Define, withExamples, withOutput } from "../command.ts";
import { isData, printData } from "../output.ts";

/** `jeton check ACTION TYPE [NAME]`: yes or no, and a status to go with it. */
export const defineCheck: Define = (command, tools) => {
  withQuestion(command)
    .description("Say whether something may be done: `yes`, or `no` with status 1.")
    .option("-q, --quiet", "Say nothing; the status tells.");
  withOutput(command, "table, json or yaml");
  withExamples(
    command,
    "jeton check run flow nightly --project shop",
    "jeton check create jeton.token --system --service-account shop/deployer",
    "if jeton check run flow --project shop -q; then ...",
  );
  command.action(
    tools.action<QuestionFlags>(async (flags, ...args) => {
      const format = tools.formatOf(flags, ["table", "json", "yaml"]);
      const api = await tools.connect(flags);
      const { ask, about } = await questionFrom(api, flags, args);
      const { results } = await api.call<{ results: readonly { allowed: boolean }[] }>("access.check", {
        body: { checks: [ask], ...about },
      });
      const allowed = results[0]?.allowed === true;
      if (flags.quiet !== true) {
        if (isData(format)) await printData(tools.terminal, format, { ...ask, ...about, allowed });
        else tools.terminal.out(allowed ? "yes\n" : "no\n");
      }
      return allowed ? "ok" : "error";
    }),
  );
};
