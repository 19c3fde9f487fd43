import { expect } from "vitest";
import type { Reply, Sent } from "./http.ts";
import { viewing } from "./operation-samples.ts";
import type { OperationWorld } from "./operation-world.ts";

export type Document = Readonly<Record<string, unknown>>;
type Flags = Readonly<Record<string, unknown>>;

/** One of a plan's changes. */
export interface Change {
  readonly document: number | null;
  readonly kind: string;
  readonly reference: string;
  readonly id: string | null;
  readonly action: string;
  readonly fields: readonly { readonly name: string; readonly before: unknown; readonly after: unknown }[];
  readonly breaks: string | null;
  readonly refusal: { readonly code: string; readonly detail: string } | null;
}

/** A little team in a project, each of whose objects names those before it. */
export function team(project: string): readonly Document[] {
  const account = `sa/${project}/deployer`;
  return [
    { kind: "project", name: project },
    { kind: "role", name: "viewer", project, rules: viewing },
    { kind: "service_account", name: "deployer", project },
    { kind: "group", name: "crew", project },
    { kind: "group_member", group_id: `grp/${project}/crew`, service_account_id: account },
    { kind: "role_binding", role_id: `role/${project}/viewer`, service_account_id: account, project },
    { kind: "role_binding", role_id: "role/system/viewer", group_id: `grp/${project}/crew`, project },
    { kind: "policy", project, max_lifetime: "30d" },
    {
      kind: "trust_policy",
      name: "github",
      service_account_id: account,
      issuer: "https://token.actions.githubusercontent.com",
      claims: { repository_id: ["1"], ref: ["refs/heads/main"] },
    },
    { kind: "token", name: "ci", service_account_id: account, max_age: "7d", mode: "read_only" },
  ];
}

export interface Declaring {
  readonly name: string;
  readonly documents: readonly Document[];
  readonly project?: string;
  readonly flags?: Flags;
  readonly token?: string;
}

const taking = { take_secrets: true };

export function requestTo(
  verb: "plan" | "apply",
  { name, documents, project = "shop", flags, token }: Declaring,
): Sent {
  return {
    method: "POST",
    path: `/v1/declarations/${name}:${verb}`,
    body: { project, documents, ...taking, ...flags },
    ...(token !== undefined && { token }),
  };
}

/** A plan, or what applying did: it must be answered with 200. */
export async function carriedOut(
  world: OperationWorld,
  verb: "plan" | "apply",
  declaring: Declaring,
): Promise<{
  readonly digest: string;
  readonly changes: readonly Change[];
  readonly summary: Readonly<Record<string, number>>;
  readonly refused: number;
  readonly left: readonly { readonly reference: string }[];
  readonly secrets: readonly Readonly<Record<string, unknown>>[];
  readonly declaration: Readonly<Record<string, unknown>>;
}> {
  const reply = await world.send(requestTo(verb, declaring));
  expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 200 });
  return reply.json() as never;
}

/** `create sa/shop/deployer` of each that is not unchanged; of one that is refused with the code. */
export function told(changes: readonly Change[]): readonly string[] {
  return changes
    .filter(({ action, refusal }) => action !== "unchanged" || refusal !== null)
    .map(({ action, reference, refusal }) => `${action} ${reference}${refusal ? ` ${refusal.code}` : ""}`);
}

export function pointersOf(reply: Reply): readonly string[] {
  return (reply.problem().errors ?? []).map(({ pointer }) => pointer);
}
