import * as z from "zod";
import { accessChecks, accessQuestion, accessResults, forwardAuthQuery } from "./access.ts";
import { auditQuery } from "./audit.ts";
import {
  declarationApplied,
  declarationApplying,
  declarationDeletion,
  declarationDrift,
  declarationPlan,
  declarationPlanning,
} from "./declaration.ts";
import { decision, decisionPoint, decisions, evaluation, evaluations } from "./authzen.ts";
import { approval } from "./approval.ts";
import { bulkRevocation, bulkRevoked } from "./bulk-revocation.ts";
import { effectivePolicy, effectiveQuery } from "./effective-policy.ts";
import { explanation } from "./explanation.ts";
import { graphqlQuery, graphqlReply, graphqlRequest } from "./graphql.ts";
import { introspectionReply, introspectionRequest } from "./introspection.ts";
import type {
  AnyNoun,
  CreateBody,
  CreateInput,
  DeepReadonly,
  Shown,
  UpdateBody,
  UpdateInput,
} from "./noun.ts";
import { leakLabels, leakReports } from "./leaks.ts";
import { type NounName, type NounOf, nouns, records } from "./nouns/all.ts";
import { leftovers, offBoarded, offBoarding } from "./off-boarding.ts";
import { projectDeletion } from "./project-deletion.ts";
import { issued, issuing, rollback, rotated, rotation, transfer } from "./rotation.ts";
import { type OperationId, type ParamsOf, routes } from "./routes.ts";
import { createSchema, type ListQuery, listSchema, shownSchema, shownWith, updateSchema } from "./schemas.ts";
import {
  answer,
  beginning,
  offeredProviders,
  confirmation,
  passwordChange,
  session,
  signIn,
} from "./session.ts";
import { jsonWebKeySet, serverMetadata } from "./server-metadata.ts";
import { exchangeReply, exchangeRequest, revocationRequest } from "./token-exchange.ts";
import { statistics, statisticsQuery } from "./statistics.ts";
import { tokenReview, tokenReviewed } from "./token-review.ts";
import { webhookRotation } from "./webhook-secret.ts";
import { whoami } from "./whoami.ts";

/** What an operation takes and gives; a part is absent when there is none. */
export interface Schemas {
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly reply?: z.ZodType;
}

/** A page of a list; `next_page_token` is null on the last one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next_page_token: string | null;
}

interface Crud<N> {
  readonly create: {
    readonly body: z.ZodType<CreateBody<N>, CreateInput<N>>;
    readonly reply: z.ZodType<Shown<N>>;
  };
  readonly list: { readonly query: z.ZodType<ListQuery>; readonly reply: z.ZodType<Page<Shown<N>>> };
  readonly get: { readonly reply: z.ZodType<Shown<N>> };
  readonly update: {
    readonly body: z.ZodType<UpdateBody<N>, UpdateInput<N>>;
    readonly reply: z.ZodType<Shown<N>>;
  };
  readonly delete: object;
}

/** Only the verbs the noun has routes for. */
type CrudOf<K extends NounName> = {
  readonly [V in keyof Crud<unknown> as Extract<`${K}.${V}`, OperationId>]: Crud<NounOf<K>>[V];
};

/** The schemas of a noun's usual operations, made from its fields. */
function crud<K extends NounName>(name: K): CrudOf<K> {
  const noun: AnyNoun = nouns[name];
  const reply = shownSchema(noun);
  const all: Record<keyof Crud<unknown>, Schemas> = {
    create: { body: createSchema(noun), reply },
    list: { query: listSchema(noun), reply: pageOf(reply) },
    get: { reply },
    update: { body: updateSchema(noun), reply },
    delete: {},
  };
  // The keys and schemas are made from the very noun the type is computed from.
  return Object.fromEntries(
    Object.entries(all)
      .map(([verb, schemas]) => [`${name}.${verb}`, schemas] as const)
      .filter(([id]) => id in routes),
  ) as CrudOf<K>;
}

function pageOf<S extends z.ZodType>(item: S): z.ZodType<Page<z.output<S>>> {
  return z.object({
    items: z.array(item),
    next_page_token: z.string().nullable().meta({ description: "For the next page; null on the last." }),
  });
}

const auditEvent = shownSchema(records.audit_event);
const declaration = shownSchema(records.declaration);

const webhookWithSecret = shownWith(nouns.webhook, {
  secret: z
    .string()
    .optional()
    .meta({ description: "What messages are signed with, when the server made it, this once." }),
});
const webhookDelivery = shownSchema(records.webhook_delivery);

/** Every operation's schemas, by the ids of routes.ts. */
export const operations = {
  ...crud("project"),
  "project.delete": { query: projectDeletion },
  ...crud("user"),
  ...crud("service_account"),
  ...crud("group"),
  ...crud("group_member"),
  ...crud("role"),
  ...crud("role_binding"),
  ...crud("resource_type"),
  ...crud("policy"),
  "policy.effective": { query: effectiveQuery, reply: effectivePolicy },
  ...crud("token"),
  ...crud("trust_policy"),
  ...crud("identity_provider"),
  ...crud("user_identity"),
  ...crud("webhook"),
  "webhook.create": { body: createSchema(nouns.webhook), reply: webhookWithSecret },
  "webhook.rotate": { body: webhookRotation, reply: webhookWithSecret },
  "webhook.ping": { reply: webhookDelivery },
  "webhook_delivery.list": { query: listSchema(records.webhook_delivery), reply: pageOf(webhookDelivery) },
  "webhook_delivery.get": { reply: webhookDelivery },
  "webhook_delivery.resend": { reply: webhookDelivery },
  "user.leftovers": { reply: leftovers },
  "user.off-board": { body: offBoarding, reply: offBoarded },
  "service_account.leftovers": { reply: leftovers },
  "service_account.off-board": { body: offBoarding, reply: offBoarded },
  "token.create": { body: issuing, reply: issued },
  "token.rotate": { body: rotation, reply: rotated },
  "token.rollback": { body: rollback, reply: shownSchema(nouns.token) },
  "token.transfer": { body: transfer, reply: issued },
  "token.revoke": { reply: shownSchema(nouns.token) },
  "token.approve": { body: approval, reply: shownSchema(nouns.token) },
  "token.disable": { reply: shownSchema(nouns.token) },
  "token.enable": { reply: shownSchema(nouns.token) },
  "token.bulk-revoke": { body: bulkRevocation, reply: bulkRevoked },
  "token.statistics": { query: statisticsQuery, reply: statistics },
  "declaration.list": { query: listSchema(records.declaration), reply: pageOf(declaration) },
  "declaration.get": { reply: declaration },
  "declaration.delete": { query: declarationDeletion },
  "declaration.drift": { reply: declarationDrift },
  "declaration.plan": { body: declarationPlanning, reply: declarationPlan },
  "declaration.apply": { body: declarationApplying, reply: declarationApplied },
  "audit_event.list": { query: auditQuery, reply: pageOf(auditEvent) },
  "audit_event.export": { reply: z.array(auditEvent) },
  "session.create": { body: signIn, reply: session },
  "session.providers": { reply: offeredProviders },
  "session.begin": { query: beginning },
  "session.callback": { query: answer },
  "session.get": { reply: session },
  "session.confirm": { body: confirmation, reply: session },
  "session.change-password": { body: passwordChange, reply: session },
  "session.delete": {},
  whoami: { reply: whoami },
  graphql: { body: graphqlRequest, reply: graphqlReply },
  "graphql.query": { query: graphqlQuery, reply: graphqlReply },
  "access.check": { body: accessChecks, reply: accessResults },
  "access.explain": { body: accessQuestion, reply: explanation },
  "authzen.evaluation": { body: evaluation, reply: decision },
  "authzen.evaluations": { body: evaluations, reply: decisions },
  "authzen-metadata": { reply: decisionPoint },
  "forward-auth": { query: forwardAuthQuery },
  introspect: { body: introspectionRequest, reply: introspectionReply },
  "token-review": { body: tokenReview, reply: tokenReviewed },
  exchange: { body: exchangeRequest, reply: exchangeReply },
  revoke: { body: revocationRequest, reply: z.object({}) },
  leaks: { body: leakReports, reply: leakLabels },
  "oauth-metadata": { reply: serverMetadata },
  jwks: { reply: jsonWebKeySet },
  healthz: { reply: z.object({ status: z.literal("ok") }) },
  readyz: { reply: z.object({ status: z.literal("ok") }) },
  metrics: {},
  openapi: { reply: z.record(z.string(), z.unknown()) },
} satisfies Record<OperationId, Schemas>;

type SchemasOf<Id extends OperationId> = (typeof operations)[Id];
type Part<Id extends OperationId, K extends string> =
  SchemasOf<Id> extends { readonly [P in K]: infer S } ? { readonly [P in K]: S } : never;

/** What a client sends: parameters, query and body in one object. */
export type Request<Id extends OperationId> = ParamsOf<Id> &
  ([Part<Id, "query">] extends [never] ? unknown : { readonly query?: QueryInput<Id> }) &
  ([Part<Id, "body">] extends [never] ? unknown : { readonly body: z.input<Part<Id, "body">["body"]> });

type QueryInput<Id extends OperationId> = {
  readonly [name: string]: string | number | boolean | undefined;
} & Partial<z.input<Part<Id, "query">["query"]>>;

/** What a use case is given: the same after validation. */
export type Validated<Id extends OperationId> = ParamsOf<Id> &
  ([Part<Id, "query">] extends [never] ? unknown : { readonly query: z.output<Part<Id, "query">["query"]> }) &
  ([Part<Id, "body">] extends [never] ? unknown : { readonly body: z.output<Part<Id, "body">["body"]> });

/** What an operation answers with; nothing for a 204. */
export type Reply<Id extends OperationId> = [Part<Id, "reply">] extends [never]
  ? undefined
  : DeepReadonly<z.output<Part<Id, "reply">["reply"]>>;
