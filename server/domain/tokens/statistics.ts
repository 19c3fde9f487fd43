import type { Reply, Validated } from "../../contract/operations.ts";
import { Problem } from "../../contract/problem.ts";
import { DAYS_KEPT } from "../../contract/statistics.ts";
import { SYSTEM } from "../../contract/text.ts";
import type { Scope } from "../authorization/scopes.ts";
import type { Caller } from "../caller.ts";
import type { Context } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { mayAlways, scopeNamed } from "../resource.ts";
import type { TokenRow } from "../rows.ts";
import type { DayTotal, Where } from "../store.ts";
import type { ProjectRow } from "../rows.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

type Noting = Pick<Dependencies, "now" | "noteDay">;

/** The project a request with the token counts in; null for people's sessions, whose every page is a dozen requests. */
export function countedIn({ session, project_id: project }: TokenRow): string | null {
  return session ? null : project;
}

/** Counts a use, once it has been authorized. */
export function countDayOfUse({ now, noteDay }: Noting, projectId: string | null, at: Date = now()): void {
  if (projectId !== null) noteDay({ day: dayOf(at), projectId, uses: 1, denials: 0 });
}

/** Counts a refusal, when it is one for want of a right or of a credential. */
export function countDenial({ now, noteDay }: Noting, projectId: string | null, cause: unknown): void {
  if (projectId === null || !(cause instanceof Problem)) return;
  if (cause.code !== "forbidden" && cause.code !== "invalid_token") return;
  noteDay({ day: dayOf(now()), projectId, uses: 0, denials: 1 });
}

/** Runs what a caller asks for, and counts it when it is refused. */
export async function countingDenials<T>(
  deps: Noting,
  { countedIn: projectId }: Caller,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    countDenial(deps, projectId, cause);
    throw cause;
  }
}

/** What the last days brought to the projects whose tokens the caller may read. */
export async function tokenStatistics(
  { store }: Pick<Dependencies, "store">,
  context: Context,
  { query: { project, days: count } }: Validated<"token.statistics">,
): Promise<Reply<"token.statistics">> {
  const last = Date.parse(context.now);
  const days = Array.from({ length: count }, (_, index) =>
    dayOf(new Date(last - (count - 1 - index) * DAY_MS)),
  );
  const [from = "", to = ""] = [days[0], days.at(-1)];
  const top =
    project === undefined ? undefined : await scopeNamed(context, { pointer: "project", name: project });
  const projectIds = await readableProjects(context, top);
  const totals = await store.dayTotals({ from, to, projectIds });
  const byDay = new Map(totals.map((total) => [total.day, total]));
  return { from, to, days: days.map((day): DayTotal => byDay.get(day) ?? { day, uses: 0, denials: 0 }) };
}

/** Forgets what is kept no longer. */
export async function forgetOldDays({ store, now }: Pick<Dependencies, "store" | "now">): Promise<void> {
  await store.forgetDays(dayOf(new Date(now().getTime() - (DAYS_KEPT - 1) * DAY_MS)));
}

/** The ids of the projects at and below one of which the caller may read all tokens; undefined for all there are and were. */
async function readableProjects(
  context: Context,
  top: Scope | undefined,
): Promise<readonly string[] | undefined> {
  const { rows, scopes } = context;
  const everywhere = top === undefined || top.id === SYSTEM;
  const isReadable = (scope: Scope): boolean => mayAlways(context, "jeton.token:read", scope);
  const system = await scopes.byId(SYSTEM);
  if (everywhere && system && isReadable(system)) return undefined;
  const below: Where<ProjectRow> = everywhere ? {} : { name: { startsWith: `${top.name}.` } };
  const projects = await rows.projects.list(below);
  const candidates = await scopes.byIds([...(everywhere ? [] : [top.id]), ...projects.map(({ id }) => id)]);
  return [...candidates.values()].filter(isReadable).map(({ id }) => id);
}

let last = { number: 0, text: "1970-01-01" };

/** `2030-01-31`, in UTC. Asked with each request, and nearly always of the day it was asked of before. */
function dayOf(instant: Date): string {
  const number = Math.floor(instant.getTime() / DAY_MS);
  if (number !== last.number) last = { number, text: instant.toISOString().slice(0, 10) };
  return last.text;
}
