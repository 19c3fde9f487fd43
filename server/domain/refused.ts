import { Problem } from "../contract/problem.ts";

/** One answer for every reason a token is not accepted: which it was is nobody's to learn by asking. */
export function refused(): Problem {
  return new Problem(
    "invalid_token",
    "the token is unknown, expired, disabled, revoked or used outside its limits",
  );
}
