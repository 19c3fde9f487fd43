import { parseDuration, parseInstant } from "../../server/contract/duration.ts";
import { zodReader } from "../framework/from-zod.ts";
import { complaint } from "./complaint.ts";

/** What schemas of the contract say of attributes; durations and instants are compared by what they mean. */
export const { kindOf, outputs } = zodReader({
  complain: complaint,
  meanings: { duration: parseDuration, "date-time": parseInstant },
});
