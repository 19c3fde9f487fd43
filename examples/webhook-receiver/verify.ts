import { createHmac, timingSafeEqual } from "node:crypto";

interface Message {
  readonly headers: Headers;
  /** As it came, before it is parsed. */
  readonly body: string;
}

/** Whether a message is Jeton's, and of the last five minutes. */
export function isGenuine(secret: string, { headers, body }: Message, now = Date.now()): boolean {
  const [id, at, signatures] = ["id", "timestamp", "signature"].map((name) => headers.get(`webhook-${name}`));
  if (Math.abs(now / 1000 - Number(at ?? 0)) > 300) return false;
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const right = createHmac("sha256", key).update(`${id}.${at}.${body}`).digest();
  return (signatures ?? "").split(" ").some((signature) => {
    const given = Buffer.from(signature.replace("v1,", ""), "base64");
    return given.length === right.length && timingSafeEqual(given, right);
  });
}
