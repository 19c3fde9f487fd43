import { crud, type Route } from "./route.ts";

/** Webhooks, and what is on its way to them. */
export const webhookRoutes = {
  ...crud("webhook", "/v1/webhooks", {
    type: "jeton.webhook",
    verbs: ["create", "list", "get", "update", "delete"],
  }),
  "webhook.rotate": {
    method: "POST",
    path: "/v1/webhooks/{id}:rotate",
    status: 200,
    summary: "Give a webhook a new secret to sign with",
    permission: "jeton.webhook:update",
    body: "json",
    repeatable: true,
  },
  "webhook.ping": {
    method: "POST",
    path: "/v1/webhooks/{id}:ping",
    status: 200,
    summary: "Send a webhook a message, to see whether it arrives",
    permission: "jeton.webhook:update",
  },
  "webhook_delivery.list": {
    method: "GET",
    path: "/v1/webhook-deliveries",
    status: 200,
    summary: "List what was sent to webhooks, or is to be",
    permission: "jeton.webhook:read",
  },
  "webhook_delivery.get": {
    method: "GET",
    path: "/v1/webhook-deliveries/{id}",
    status: 200,
    summary: "Get a webhook delivery",
    permission: "jeton.webhook:read",
  },
  "webhook_delivery.resend": {
    method: "POST",
    path: "/v1/webhook-deliveries/{id}:resend",
    status: 200,
    summary: "Send a webhook delivery again, at once, whatever became of it",
    permission: "jeton.webhook:update",
  },
} as const satisfies Record<string, Route>;
