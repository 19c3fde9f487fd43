import { expect, test } from "vitest";
import { commands } from "../../../server/cli/commands/all.ts";
import { nounFacts } from "../../../server/cli/nouns.gen.ts";
import { plural, singular } from "../../../server/cli/nouns.ts";
import { operationIds } from "../../../server/contract/routes.ts";
import { jeton } from "../../support/jeton.ts";

/** What is done by a command other than the verb of its noun. */
const commandOf: Readonly<Record<string, string>> = {
  "policy.effective": "effective-policy",
  "user.leftovers": "off-board user",
  "user.off-board": "off-board user",
  "service_account.leftovers": "off-board service-account",
  "service_account.off-board": "off-board service-account",
  "token.rotate": "rotate token",
  "token.rollback": "rollback token",
  "token.transfer": "transfer token",
  "token.revoke": "revoke token",
  "token.approve": "approve token",
  "token.disable": "disable token",
  "token.enable": "enable token",
  "token.bulk-revoke": "revoke token",
  "declaration.plan": "plan",
  "declaration.apply": "apply",
  "declaration.drift": "drift",
  "audit_event.export": "audit export",
  "access.check": "check",
  "access.explain": "explain",
  whoami: "whoami",
  exchange: "exchange",
  "webhook.rotate": "rotate webhook",
  "webhook.ping": "ping webhook",
  "webhook_delivery.resend": "resend webhook-delivery",
};

/** Of a person in a browser, by its cookie: a command signs in with a token. */
const browsers = operationIds.filter((id) => id.startsWith("session.") && id !== "session.providers");

function wordsOf(id: string): string {
  const [name = "", verb = ""] = id.split(".");
  const facts = nounFacts.find((noun) => noun.name === name);
  const isUsual = facts?.verbs.some((one) => one === verb) === true;
  if (facts === undefined || !isUsual) return commandOf[id] ?? "api";
  return verb === "list" || verb === "get" ? `get ${plural(facts)}` : `${verb} ${singular(facts)}`;
}

test.each(operationIds.filter((id) => !browsers.includes(id)))(
  "%s is done by a command that has help",
  async (id) => {
    const words = wordsOf(id);
    const { code, out } = await jeton([...words.split(" "), "--help"]);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^Usage: jeton ${words}`));
    const { out: all } = await jeton(["api", "list"]);
    expect(all.split("\n")).toContain(id);
  },
);

const shown = Object.keys(commands).filter((name) => commands[name]?.hidden !== true);

test.each(shown)("`jeton %s` says how it is used, by examples too", async (name) => {
  const { code, out, err } = await jeton([name, "--help"]);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/\n {2}\$ jeton /);
});
