import { type Define, withExamples } from "../command.ts";
import { defineVerb } from "../verb.ts";

/** `jeton rollback token NAME --rotation ID`. */
export const defineRollback: Define = (command, tools) => {
  withExamples(command, "jeton rollback token ci --rotation ID");
  const on = {
    noun: "token",
    verb: "rollback",
    done: "rolled back",
    summary: "Take back a token's last rotation, within its grace: the new secret stops, the old one stays.",
  };
  const token = defineVerb(
    command,
    {
      ...on,
      call: async (api, item, { rotation }) =>
        await api.call("token.rollback", { id: String(item["id"]), body: { rotation_id: rotation } }),
    },
    tools,
  );
  token.requiredOption("--rotation <id>", "Which rotation: what `jeton rotate token` said.");
};
