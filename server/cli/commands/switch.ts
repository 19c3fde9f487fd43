import { type Define, withExamples } from "../command.ts";
import type { NounFacts } from "../noun-facts.ts";
import { nounFacts } from "../nouns.gen.ts";
import { operationOf } from "../nouns.ts";
import { defineVerb } from "../verb.ts";

/** What can be disabled: whatever has such a field that may be changed. */
const switched = nounFacts.filter(({ fields }) =>
  fields.some(({ name, access }) => name === "disabled" && access.includes("writable")),
);

/** `jeton enable NOUN NAME...` and `jeton disable NOUN NAME...`. */
export const defineEnable = switching("enable");
export const defineDisable = switching("disable");

function switching(verb: "enable" | "disable"): Define {
  const word = verb === "enable" ? "Let work again" : "Stop, until it is enabled,";
  return (command, tools) => {
    withExamples(command, `jeton ${verb} token ci`, `jeton ${verb} service-account shop/deployer`);
    for (const facts of switched) {
      const summary = `${word} a ${facts.title}.`;
      const common = { noun: facts.name, verb, done: `${verb}d`, summary };
      defineVerb(
        command,
        facts.name === "token" ? common : { ...common, call: changing(facts, verb === "disable") },
        tools,
      );
    }
  };
}

type Call = NonNullable<Parameters<typeof defineVerb>[1]["call"]>;

function changing(facts: NounFacts, disabled: boolean): Call {
  return async (api, item) =>
    await api.call(operationOf(facts, "update"), { id: String(item["id"]), body: { disabled } });
}
