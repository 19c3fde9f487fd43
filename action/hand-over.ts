import { createHash, randomBytes } from "node:crypto";
import type { Client, ClientProblem, Result } from "../server/contract/client.ts";
import { parseDuration } from "../server/contract/duration.ts";
import type { Reply } from "../server/contract/operations.ts";
import { explainCall, notJetons } from "./explain.ts";
import { explainGitHub } from "./explain-github.ts";
import type { GitHubOptions } from "./github-api.ts";
import { createGitHub, type GitHub } from "./github-secrets.ts";
import type { Job } from "./job.ts";
import { oneLine } from "./plain-text.ts";
import type { SecretLine } from "./secret-lines.ts";
import { formatTarget, type SecretTarget } from "./secret-target.ts";
import { settle } from "./settle-secret.ts";
import type { Pending } from "./state.ts";

/** A token in a secret, for the log and the summary. */
export interface HandedOver {
  readonly line: SecretLine;
  readonly way: "minted" | "rotated";
  readonly expiresAt: string;
}

export interface HandOverStep {
  readonly client: Client;
  readonly github: GitHubOptions;
  readonly url: string;
  readonly job: Job;
  /** The server's clock. */
  readonly date: Date;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly mask: (secret: string) => void;
  /** Hands post what is half done of a target; undefined once nothing is. */
  readonly leave: (target: string, pending: Pending | undefined) => void;
  readonly say: (line: string) => void;
  /** Once it is aborted, nothing more is begun. */
  readonly stop: AbortSignal;
}

export type HandOver = (
  lines: readonly SecretLine[],
  step: HandOverStep,
) => Promise<{ readonly type: "done"; readonly done: readonly HandedOver[] } | Failed>;

type Failed = { readonly type: "failed"; readonly message: string };
type Ports = Omit<HandOverStep, "github"> & { readonly github: GitHub };
type Token = Reply<"token.list">["items"][number];
type Made = Reply<"token.rotate">;

/**
 * Hands each line's token over into its secret, sealed by the server, so that its text is never here. Nothing is rotated
 * before everything was checked that can be; a line whose secret cannot be written is then as it was before.
 */
export const handOver: HandOver = async (lines, step) => {
  const ports = { ...step, github: createGitHub(step.github) };
  const all: Checked[] = [];
  for (const line of lines) {
    if (step.stop.aborted) break;
    const checked = await check(line, ports);
    if (checked.type === "failed") {
      return failed(
        `Nothing was handed over, since ${formatTarget(line.target)} cannot be: ${checked.message}`,
      );
    }
    all.push(checked);
  }
  const done: HandedOver[] = [];
  for (const one of all) {
    if (step.stop.aborted) break;
    const result = await handOne(one, ports);
    if (result.type === "failed") return result;
    const { line, way, expiresAt } = result.done;
    const rest = way === "minted" ? "" : `; the one before is accepted for ${line.grace}`;
    step.say(
      `${formatTarget(line.target)} has a new secret of ${line.serviceAccount}, ends ${expiresAt}${rest}.`,
    );
    done.push(result.done);
  }
  return { type: "done", done };
};

/** What is known of a line before anything is changed. */
interface Checked {
  readonly type: "checked";
  readonly line: SecretLine;
  readonly key: { readonly key_id: string; readonly key: string };
  /** When the secret was last written; null when there is none. */
  readonly before: string | null;
  /** What writing it takes besides, so that who has it stays as it is. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** The token whose secret it holds, when it was handed over before. */
  readonly token: Token | undefined;
}

async function check(line: SecretLine, { github, client, url }: Ports): Promise<Checked | Failed> {
  const { target } = line;
  const key = await github.publicKey(target);
  if (key.type === "failed") return failed(explainGitHub(key, target));
  const { key_id: keyId, key: text } = (key.value ?? {}) as Partial<typeof key.value>;
  if (typeof keyId !== "string" || typeof text !== "string") {
    return failed("GitHub's answer holds no public key. Check GITHUB_API_URL of the runner.");
  }
  const present = await github.read(target);
  if (present.type === "failed" && present.status !== 404) return failed(explainGitHub(present, target));
  const refusal = await refuseWriting(github, target);
  if (refusal !== undefined) return failed(refusal);
  const extra = await visibilityOf(line, present, github);
  if (extra.type === "failed") return extra;
  const found = await findToken(line, client);
  if (found.type === "problem") return failed(explainCall(found.problem, url));
  const before = present.type === "ok" ? present.value.updated_at : null;
  return {
    type: "checked",
    line,
    key: { key_id: keyId, key: text },
    before,
    extra: extra.body,
    token: found.value,
  };
}

/** Whoever may write secrets may delete one that is not there; whoever may not is told so before that. */
async function refuseWriting(github: GitHub, target: SecretTarget): Promise<string | undefined> {
  const nobodys = `JETON_NOT_THERE_${randomBytes(8).toString("hex").toUpperCase()}`;
  const answer = await github.deleteNothing(target, nobodys);
  return answer.type === "ok" || answer.status === 404 ? undefined : explainGitHub(answer, target);
}

/** GitHub wants to be told at each writing who has an organization's secret: those who have it. */
async function visibilityOf(
  { target, visibility }: SecretLine,
  present: Awaited<ReturnType<GitHub["read"]>>,
  github: GitHub,
): Promise<{ readonly type: "ok"; readonly body: Readonly<Record<string, unknown>> } | Failed> {
  if (target.type !== "organization") return { type: "ok", body: {} };
  if (present.type === "ok" && present.value.visibility === "selected") {
    return await selectionOf(target, github);
  }
  const asIs = present.type === "ok" ? present.value.visibility : visibility;
  if (asIs !== undefined) return { type: "ok", body: { visibility: asIs } };
  return failed(
    `${target.owner} has no secret ${target.name} yet. Create it for the repositories that are to have it, or write \`visibility=private\` or \`visibility=all\` in the line.`,
  );
}

const PAGE = 100;

async function selectionOf(target: SecretTarget, github: GitHub): ReturnType<typeof visibilityOf> {
  const ids: number[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await github.repositories(target, page);
    if (answer.type === "failed") return failed(explainGitHub(answer, target));
    ids.push(...answer.value.repositories.map(({ id }) => id));
    if (answer.value.repositories.length < PAGE) break;
  }
  return { type: "ok", body: { visibility: "selected", selected_repository_ids: ids } };
}

async function findToken(
  { target, serviceAccount }: SecretLine,
  client: Client,
): Promise<{ type: "ok"; value: Token | undefined } | { type: "problem"; problem: ClientProblem }> {
  const name = tokenNameOf(target);
  const found = await client.all("token.list", { service_account_id: serviceAccount, name });
  if (found.type === "problem") return found;
  return { type: "ok", value: found.value.find((one) => one.name === name && one.state !== "revoked") };
}

const MAX_NAME = 128;

/** By which the token of a secret is found again. */
function tokenNameOf(target: SecretTarget): string {
  const name = `github:${formatTarget(target)}`;
  if (name.length <= MAX_NAME) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 16);
  return `${name.slice(0, MAX_NAME - hash.length - 1)}~${hash}`;
}

async function handOne(
  checked: Checked,
  ports: Ports,
): Promise<{ readonly type: "done"; readonly done: HandedOver } | Failed> {
  const { line, key, before, extra, token } = checked;
  const target = formatTarget(line.target);
  const made = await makeSecret(checked, ports);
  if (made.type === "problem") {
    return failed(`Cannot make a secret for ${target}: ${explainCall(made.problem, ports.url)}`);
  }
  const { id, rotation_id: rotationId, sealed_secret: sealed, secret, expires_at: end } = made.value;
  const by = token === undefined ? ({ by: "minting" } as const) : ({ by: "rotation", rotationId } as const);
  const pending: Pending = { target: line.target, tokenId: id, made: by };
  ports.leave(target, pending);
  const done: HandedOver = {
    line,
    way: token === undefined ? "minted" : "rotated",
    expiresAt: oneLine(String(end)),
  };
  // An answer that is not what was asked for; before anything else can speak of it.
  if (typeof secret === "string") ports.mask(secret);
  if (typeof sealed !== "string" || secret !== undefined) {
    return await recover(done, { pending, why: explainCall(notJetons, ports.url) }, ports);
  }
  const writing: Pending = { ...pending, before };
  ports.leave(target, writing);
  const body = { ...extra, encrypted_value: sealed, key_id: key.key_id };
  const written = await ports.github.write(line.target, body);
  if (written.type === "failed") {
    const why = explainGitHub(written, line.target);
    return await recover(done, { pending: written.unknown ? writing : pending, why }, ports);
  }
  ports.leave(target, undefined);
  return { type: "done", done };
}

/** A new secret, sealed for the target; that of a token that is there already by a rotation, which can be taken back. */
async function makeSecret(
  { line, key, token }: Checked,
  { client, date, job }: Ports,
): Promise<Result<Made>> {
  const { mode, within = null, ttl, grace, serviceAccount, target } = line;
  const end = new Date(date.getTime() + (parseDuration(ttl) ?? 0) * 1000).toISOString();
  if (token === undefined) {
    const body = {
      service_account_id: serviceAccount,
      name: tokenNameOf(target),
      description: `In the secret ${target.name} of GitHub${job.repository === "" ? "" : `, by ${job.repository}`}`,
      mode,
      within,
      expires_at: end,
      labels: { "github/secret": formatTarget(target).slice(0, 255) },
      sealed_for: key.key,
    };
    return await client.call("token.create", { body });
  }
  if (token.mode !== mode || token.within !== within) {
    const changed = await client.call("token.update", { id: token.id, body: { mode, within } });
    if (changed.type === "problem") return changed;
  }
  // Where somebody gave the token a longest age, that says when it ends.
  const ends = token.max_age === null ? { expires_at: end } : {};
  const body = { grace_period: grace, sealed_for: key.key, ...ends };
  return await client.call("token.rotate", { id: token.id, body });
}

/** After a secret was made that may not be in its place. */
async function recover(
  done: HandedOver,
  { pending, why }: { readonly pending: Pending; readonly why: string },
  ports: Ports,
): ReturnType<typeof handOne> {
  const target = formatTarget(pending.target);
  const settled = await settle(pending, ports);
  if (settled.type === "open") return failed(`Cannot write ${target}. ${why} ${settled.reason}`);
  ports.leave(target, undefined);
  return settled.type === "written"
    ? { type: "done", done }
    : failed(`Cannot write ${target}. ${why} ${settled.line}`);
}

function failed(message: string): Failed {
  return { type: "failed", message };
}
