import type { PrivateData } from "../../framework/private-data.ts";
import type { Token } from "./attributes.ts";

/**
 * What is remembered beside the state. Terraform hands it from the read to the plan and from the plan to the apply, so that
 * what the read found by the server's clock is decided once, however late the plan is applied.
 */
export interface Memory {
  /** Of the last secret that came through here; not secret. */
  readonly hint?: string;
  /** Whether the time to rotate had come when the token was read last. */
  readonly due?: boolean;
  /** Whether its end was the absolute one, which no rotation moves. */
  readonly final?: boolean;
}

/** Private data comes back as it was given. */
export function remembered(data: PrivateData): Memory {
  return data;
}

/** What the token as a reply shows it leaves to remember; `date` is the server's clock at that moment. */
export function memoryOf(
  token: Pick<Token, "expires_at" | "absolute_expires_at" | "rotate_at">,
  { hint, date }: { readonly hint: string | undefined; readonly date: Date },
): PrivateData {
  return {
    ...(hint !== undefined && { hint }),
    ...(token.rotate_at !== null && date.getTime() >= Date.parse(token.rotate_at) && { due: true }),
    ...(isFinal(token) && { final: true }),
  };
}

/** Whether nothing moves the end any more. */
export function isFinal({
  expires_at: end,
  absolute_expires_at: absolute,
}: Pick<Token, "expires_at" | "absolute_expires_at">): boolean {
  return end !== null && absolute !== null && Date.parse(end) === Date.parse(absolute);
}
