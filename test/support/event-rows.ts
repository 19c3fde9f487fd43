import type { EventRow, WebhookDeliveryRow, WebhookRow } from "../../server/domain/events/event-rows.ts";

const TIME = "2026-01-02T03:04:05.678Z";

export const webhookRow = (row: Partial<WebhookRow> & { id: string }): WebhookRow => ({
  created_at: TIME,
  updated_at: TIME,
  created_by: "sa_maker",
  managed_by: "api",
  name: row.id.replace(/^wh_/, ""),
  project_id: "system",
  description: null,
  url: "https://hooks.example.org/",
  events: null,
  format: "cloudevents",
  disabled: false,
  authorized_by: "sa_maker",
  dropped_at: null,
  ...row,
});

export const eventRow = (row: Partial<EventRow> & { id: string }): EventRow => ({
  type: "token.revoked",
  project_id: "system",
  subject_id: "tok_1",
  data: {},
  created_at: TIME,
  ...row,
});

export const webhookDeliveryRow = (
  row: Partial<WebhookDeliveryRow> & { id: string },
): WebhookDeliveryRow => ({
  webhook_id: "wh_1",
  project_id: "system",
  event_id: "evt_1",
  event_type: "token.revoked",
  subject_id: "tok_1",
  state: "pending",
  attempts: 0,
  next_attempt_at: TIME,
  lease_id: null,
  leased_until: null,
  last_attempt_at: null,
  last_status: null,
  last_error: null,
  delivered_at: null,
  created_at: TIME,
  ...row,
});
