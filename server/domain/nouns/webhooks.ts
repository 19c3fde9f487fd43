import { parseDuration } from "../../contract/duration.ts";
import { webhook } from "../../contract/nouns/webhook.ts";
import type { Reply, Validated } from "../../contract/operations.ts";
import { Problem } from "../../contract/problem.ts";
import { DEFAULT_OVERLAP } from "../../contract/webhook-secret.ts";
import type { UseCases } from "../caller.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { demandFree, demandRenamable, edit, insert, made, makerOf, removeRows } from "../edit.ts";
import type { WebhookRow } from "../events/event-rows.ts";
import { permissionsOf } from "../events/answering.ts";
import { demandVault, replaceSecret } from "../events/webhook-secrets.ts";
import { signsNothing } from "../secrets/jwts.ts";
import type { Replayed } from "../replay.ts";
import { demand, findFor, projectNamed, type Resource, filteredBy, scopeNamed } from "../resource.ts";
import type { Scope } from "../authorization/scopes.ts";
import type { AuditEntry, Written } from "../store.ts";
import { changing, creating, entry, lookUps } from "../use-case.ts";
import { ping } from "./webhook-deliveries.ts";

/** In one project: each is looked at whenever something happens there or below. */
const MOST_WEBHOOKS = 20;

/** For how long a repeated request still gets a secret, in seconds. */
const REISSUE_SECONDS = 10 * 60;

export const webhookResource: Resource<typeof webhook, "webhooks"> = {
  noun: webhook,
  kind: "webhooks",
  scopeId: ({ project_id }) => project_id,
  scopeColumn: "project_id",
  nameOf: ({ name }) => name,
  find: projectNamed,
  where: filteredBy(webhook),
  show: async ({ project_id, events, ...row }, { scopes }) => ({
    ...row,
    // Only names of the table are ever stored.
    events: events as Reply<"webhook.get">["events"],
    project: (await scopes.byId(project_id))?.name ?? project_id,
  }),
  remove: async (change, rows) => {
    const ids = rows.map(({ id }) => id);
    await change.rows.kept_secrets.delete({ owner_id: ids });
    await change.rows.webhook_deliveries.delete({ webhook_id: ids });
    return removeRows(change, webhookResource, rows);
  },
};

type Cases = Pick<UseCases, Extract<keyof UseCases, `webhook.${string}`>>;
type WithSecret = Reply<"webhook.create">;

export function webhooks(deps: Dependencies): Cases {
  const resource = webhookResource;
  return {
    "webhook.create": creating(deps, "webhook.create", {
      work: (change, input) => createWebhook(deps, change, input),
      again: shownAgain(deps, "jeton.webhook:create"),
    }),
    ...lookUps(deps, "webhook", resource),
    "webhook.update": changing(deps, (change, input) => updateWebhook(deps, change, input)),
    "webhook.rotate": creating(deps, "webhook.rotate", {
      work: (change, input) => rotateSecret(deps, change, input),
      again: shownAgain(deps, "jeton.webhook:update"),
    }),
    "webhook.ping": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.webhook:update" });
      return ping(deps, change, row);
    }),
    "webhook.delete": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.webhook:delete" });
      return { result: undefined, entries: await resource.remove(change, [row]) };
    }),
  };
}

async function createWebhook(
  deps: Dependencies,
  change: Change,
  { body: { project, secret, ...body } }: Validated<"webhook.create">,
): Promise<Written<WithSecret>> {
  const scope = await scopeNamed(change, { pointer: "/project", name: project });
  demand(change, "jeton.webhook:create", { scope, name: body.name });
  demandMayRead(change, body.events, scope);
  demandVault(deps);
  if (body.format === "caep" && !deps.jwts) throw signsNothing(deps.audience);
  const where = { project_id: scope.id, name: body.name };
  await demandFree(change, webhookResource, { where, name: body.name });
  await demandRoom(change, scope);
  const row: WebhookRow = {
    ...made(deps, change, webhook),
    ...body,
    project_id: scope.id,
    authorized_by: makerOf(change.rights),
    dropped_at: null,
  };
  const shown = await replaceSecret(deps, change, {
    ownerId: row.id,
    text: secret,
    overlapsUntil: change.now,
  });
  return withSecret(await insert(change, webhookResource, row), shown);
}

async function updateWebhook(
  deps: Dependencies,
  change: Change,
  { id, body: { secret, ...body } }: Validated<"webhook.update">,
): Promise<Written<Reply<"webhook.update">>> {
  const resource = webhookResource;
  const { row, scope } = await findFor(change, resource, { id, needs: "jeton.webhook:update" });
  if (body.name !== undefined && body.name !== row.name) {
    demandRenamable(change, resource, { row, scope, name: body.name });
    const where = { project_id: scope.id, name: body.name };
    await demandFree(change, resource, { where, name: body.name });
  }
  const events = body.events === undefined ? row.events : body.events;
  const isAimed = aims(row, { ...row, ...defined(body) }) || (secret ?? null) !== null;
  if (isAimed) demandMayRead(change, events, scope);
  const authorized_by = isAimed ? makerOf(change.rights) : undefined;
  const written = await edit(change, resource, { row, patch: { ...body, authorized_by } });
  // A null would leave it to the server, whose secret a change does not show.
  if (secret === undefined || secret === null) return written;
  const entries = await giveSecret(deps, change, { row, secret, overlap: DEFAULT_OVERLAP });
  return { ...written, entries: [...written.entries, ...entries.told] };
}

async function rotateSecret(
  deps: Dependencies,
  change: Change,
  { id, body }: Validated<"webhook.rotate">,
): Promise<Written<WithSecret>> {
  const resource = webhookResource;
  const { row, scope } = await findFor(change, resource, { id, needs: "jeton.webhook:update" });
  demandMayRead(change, row.events, scope);
  const { secret, grace_period: overlap } = body;
  const { shown, told } = await giveSecret(deps, change, { row, secret, overlap });
  const after = { ...row, updated_at: change.now };
  await change.rows.webhooks.update(row.id, { updated_at: change.now });
  return withSecret({ result: await resource.show(after, change), entries: told }, shown);
}

async function giveSecret(
  deps: Dependencies,
  change: Change,
  { row, secret, overlap }: { row: WebhookRow; secret: string | null; overlap: string },
): Promise<{ readonly shown: string | undefined; readonly told: readonly AuditEntry[] }> {
  const ends = Date.parse(change.now) + (parseDuration(overlap) ?? 0) * 1000;
  const overlapsUntil = new Date(ends).toISOString();
  const shown = await replaceSecret(deps, change, { ownerId: row.id, text: secret, overlapsUntil });
  return { shown, told: [entry("webhook.rotate", row.id, { overlap })] };
}

/** A repetition gets what the lost reply held, as a secret of its own in the place of that one, which nobody has. */
function shownAgain(
  deps: Dependencies,
  needs: "jeton.webhook:create" | "jeton.webhook:update",
): Replayed<WithSecret, { readonly body: { readonly secret: string | null } }> {
  return async (change, { id, at, age }, { body }) => {
    const { row, scope } = await findFor(change, webhookResource, { id, needs });
    const result = await webhookResource.show(row, change);
    const [current] = await change.rows.kept_secrets.list({ owner_id: id, ends_at: null });
    const isLost = body.secret === null && age < REISSUE_SECONDS && current?.created_at === at;
    if (!isLost || !current) return { result, entries: [] };
    demandMayRead(change, row.events, scope);
    const before = await change.rows.kept_secrets.list({ owner_id: id, ends_at: { not: null } });
    await change.rows.kept_secrets.delete({ id: current.id });
    const shown = await replaceSecret(deps, change, { ownerId: id, text: null, overlapsUntil: change.now });
    // Those who know the one before the lost one go on verifying with it.
    await change.rows.kept_secrets.insertAll(before);
    return withSecret({ result, entries: [entry("webhook.rotate", id, { repeated: true })] }, shown);
  };
}

function withSecret(written: Written<Reply<"webhook.get">>, secret: string | undefined): Written<WithSecret> {
  return secret === undefined ? written : { ...written, result: { ...written.result, secret } };
}

/**
 * What a webhook is told, whoever may change where it goes may read: nobody hears by it what they may not.
 * @throws Problem `forbidden`
 */
function demandMayRead(change: Change, events: WebhookRow["events"], scope: Scope): void {
  for (const permission of permissionsOf(events)) demand(change, permission, { scope });
}

/** Whether a change makes it send what it did not, or elsewhere. */
function aims(before: WebhookRow, after: WebhookRow): boolean {
  const revives = before.disabled && !after.disabled;
  const terms = ({ url, events }: WebhookRow): string => JSON.stringify([url, events]);
  return revives || terms(before) !== terms(after);
}

function defined(patch: Partial<WebhookRow> | object): Partial<WebhookRow> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

/** @throws Problem `wrong_state` when the project has as many webhooks as one may have */
async function demandRoom({ rows }: Change, scope: Scope): Promise<void> {
  if ((await rows.webhooks.count({ project_id: scope.id })) < MOST_WEBHOOKS) return;
  const detail = `a project has at most ${String(MOST_WEBHOOKS)} webhooks; delete one, or let one hear more`;
  throw new Problem("wrong_state", detail);
}
