import { createAsk } from "./reach.ts";
import { readSmall } from "./read-small.ts";

interface Form {
  readonly fields: URLSearchParams;
  readonly authorization?: string | undefined;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends a form, and gives what is answered, whatever its status. Rejects with an Error for the log. */
export type SendForm = (url: string, form: Form) => Promise<Answer>;

/** Milliseconds, the name's lookup included: people wait for it, and some issuers take their time. */
const TIME = 10_000;

/** @param allowed addresses and CIDR ranges that are not public and may be asked all the same */
export function createSendForm(allowed: readonly string[]): SendForm {
  const ask = createAsk(allowed);
  return async (text, { fields, authorization }) => {
    const url = new URL(text);
    const headers = {
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded",
      ...(authorization !== undefined && { authorization }),
    };
    const signal = AbortSignal.timeout(TIME);
    const incoming = await ask(url, { method: "POST", headers, body: fields.toString(), signal });
    try {
      return { status: incoming.statusCode ?? 0, text: await readSmall(url, incoming) };
    } finally {
      incoming.destroy();
    }
  };
}
