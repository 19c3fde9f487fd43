import { Problem } from "../contract/problem.ts";

/**
 * What becomes of a driver's error: a statement or value that is wrong is an error of ours, and anything else (disk full,
 * connection lost, lock held too long) means that the database cannot answer now.
 */
export function storeError(error: unknown, isOurs: boolean): Error {
  return isOurs
    ? new Error("The database refused a statement", { cause: error })
    : new Problem("unavailable", "The database cannot answer now.", { cause: error });
}

export const closedError = (): Problem => new Problem("unavailable", "The server is shutting down.");
