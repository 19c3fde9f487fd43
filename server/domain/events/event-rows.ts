import type { DeliveryError } from "../../contract/nouns/webhook-delivery.ts";
import type { Made, Row } from "../rows.ts";

/** Rows of what is told to others. */

export interface WebhookRow extends Made {
  readonly name: string;
  readonly project_id: string;
  readonly description: string | null;
  readonly url: string;
  /** Null for all. */
  readonly events: readonly string[] | null;
  readonly format: "cloudevents" | "caep";
  readonly disabled: boolean;
  /** The id of a user, a service account or a token of a role. */
  readonly authorized_by: string;
  readonly dropped_at: string | null;
}

/** What happened, kept while it is on its way to somebody. */
export interface EventRow extends Row {
  readonly type: string;
  readonly project_id: string;
  /** The id of what it is about. */
  readonly subject_id: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly created_at: string;
}

export interface WebhookDeliveryRow extends Row {
  readonly webhook_id: string;
  /** The webhook's. */
  readonly project_id: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly subject_id: string;
  readonly state: "pending" | "delivered" | "dead";
  readonly attempts: number;
  readonly next_attempt_at: string | null;
  /** Whoever sends it now, and until when nobody else does; null for nobody. */
  readonly lease_id: string | null;
  readonly leased_until: string | null;
  readonly last_attempt_at: string | null;
  readonly last_status: number | null;
  readonly last_error: DeliveryError | null;
  readonly delivered_at: string | null;
  readonly created_at: string;
}

/** Of which end of a token was told how near it is; its id is the token's. */
export interface ExpiryNoticeRow extends Row {
  /** The end that was told of. */
  readonly expires_at: string;
  /** The least number of days before it that was told of; 0 when it has come. */
  readonly days: number;
  /** When it was first told of this end or another. */
  readonly created_at: string;
}
