import type { Reply as ServerReply } from "../../../server/contract/operations.ts";
import type { Reply } from "../../framework/resource.ts";
import type { Token } from "./attributes.ts";
import type { Labels } from "../../from-contract/connect.ts";
import { memoryOf } from "./memory.ts";
import { rotateAt } from "./plan-rotation.ts";

interface Seen {
  /** The server's clock when it answered. */
  readonly date: Date | undefined;
  readonly rotation: Token["rotation"];
  /** Of the last secret that came through here. */
  readonly hint: string | undefined;
  /** Those that are its own, of all that it has. */
  readonly labels: Labels;
  /** What no reply shows of it. */
  readonly own?: Partial<Token>;
}

/** A token as a reply shows it, as its state and what is remembered beside it. */
export function settled(
  shown: ServerReply<"token.get">,
  { date, rotation, hint, labels, own }: Seen,
): Reply<Token> {
  const token = { ...shown, rotate_at: rotateAt(shown, rotation) };
  return {
    state: {
      ...token,
      labels,
      effective_labels: token.labels,
      ...own,
      // Use moves the end of such a token, and what use changes is no part of a state: it would be a change at every plan.
      ...(token.extend_on_use && { expires_at: null }),
    },
    private: memoryOf(token, { hint, date: date ?? new Date() }),
  };
}
