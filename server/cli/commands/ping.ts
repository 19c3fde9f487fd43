import { type Define, withExamples } from "../command.ts";
import { defineVerb } from "../verb.ts";

/** `jeton ping webhook NAME`. */
export const definePing: Define = (command, tools) => {
  withExamples(command, "jeton ping webhook shop/alerts");
  const summary = "Send a webhook a message, to see whether it arrives (`jeton get webhook-deliveries`).";
  defineVerb(command, { noun: "webhook", verb: "ping", done: "pinged", summary }, tools);
};

/** `jeton resend webhook-delivery ID`. */
export const defineResend: Define = (command, tools) => {
  withExamples(command, "jeton resend webhook-delivery ID");
  const summary = "Send a webhook delivery again, at once, whatever became of it.";
  defineVerb(command, { noun: "webhook_delivery", verb: "resend", done: "sent again", summary }, tools);
};
