import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { OperationId } from "../../contract/routes.ts";
import type { KnownAnswers } from "../../domain/memory/known-answers.ts";
import type { Metrics } from "../metrics.ts";
import type { ReadPlain } from "./plain-request.ts";

/** Sees to a request, whatever becomes of it. */
export type Handle = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/**
 * Answers a request at once if that can be done; false when nothing was done, and it is for the router. One whose body has to
 * be seen first is taken, and given to the router as it came when it turns out to be for that.
 */
export type Quick = (incoming: IncomingMessage, outgoing: ServerResponse, router: Handle) => boolean;

/** An operation whose path has no parameters, for requests of its method and path. */
export interface QuickRoute {
  readonly operation: OperationId;
  readonly answer: Quick;
}

/** What each of them may need. */
export interface QuickParts {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly readPlain: ReadPlain;
  readonly knownAnswers: KnownAnswers;
}
