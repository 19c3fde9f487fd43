import { setTimeout as wait } from "node:timers/promises";
import type { Command } from "commander";
import { parseDuration, parseInstant } from "../../contract/duration.ts";
import type { Reply } from "../../contract/operations.ts";
import { routes } from "../../contract/routes.ts";
import type { Api } from "../api.ts";
import { type CommonFlags, type Define, type Tools, withExamples, withOutput } from "../command.ts";
import { failure } from "../failure.ts";
import { type Format, isData, printData } from "../output.ts";
import { textTable } from "../table.ts";

type Event = Reply<"audit_event.list">["items"][number];

interface Flags extends CommonFlags {
  readonly actor?: string;
  readonly action?: string;
  readonly targetType?: string;
  readonly target?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit: string;
  readonly watch?: boolean;
}

/** `jeton audit list` and `export`; `verify` needs no server and is elsewhere. */
export const defineAudit: Define = (command, tools) => {
  command.description("Read the audit, or export it; `jeton audit verify` checks it without a server.");
  withExamples(
    command,
    "jeton audit list --action token.revoke --since 7d",
    "jeton audit export > audit.ndjson",
  );
  const list = command
    .command("list")
    .description("List audit events, the newest last.")
    .option("--actor <id>", "Only what this one did: the id of an account or a role, or `system`.")
    .option("--action <operation>", "Only this operation, for example `token.rotate`.")
    .option("--target-type <noun>", "Only changes of this noun, for example `token`.")
    .option("--target <id>", "Only changes of the object with this id.")
    .option("--since <when>", "Only since this instant, or this long ago, for example 2h.")
    .option("--until <when>", "Only before this instant, or before this long ago.")
    .option("--limit <count>", "The newest so many.", "50")
    .option("-w, --watch", "Go on with what happens from now on, until interrupted.");
  withOutput(list, "table, json (lines, where it watches) or yaml");
  withExamples(list, "jeton audit list --action token.revoke --since 7d", "jeton audit list --watch -o json");
  list.action(tools.action<Flags>(async (flags) => await listEvents(tools, flags)));
  defineExport(command, tools);
};

function defineExport(command: Command, tools: Tools): void {
  const exporting = command
    .command("export")
    .description(
      "Print the whole audit, in its order, as lines of JSON that `jeton audit verify --file` reads.",
    );
  withExamples(exporting, "jeton audit export > audit.ndjson", "jeton audit verify --file audit.ndjson");
  exporting.action(
    tools.action<CommonFlags>(async (flags) => {
      const { url, token } = await tools.connect(flags);
      // It may be longer than memory, so that it is not asked for as replies are.
      const response = await fetch(`${url.replace(/\/+$/, "")}${routes["audit_event.export"].path}`, {
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
        redirect: "manual",
        signal: tools.signal,
      });
      if (response.status !== 200 || !response.body) {
        const { detail = `the server answered ${String(response.status)}` } = (await response
          .json()
          .catch(() => ({}))) as { detail?: string };
        throw failure(exitOf(response.status), detail, "it needs `jeton.audit-event:read` in the system");
      }
      const decoder = new TextDecoder();
      for await (const piece of response.body) tools.terminal.out(decoder.decode(piece, { stream: true }));
    }),
  );
}

function exitOf(status: number): "unauthenticated" | "forbidden" | "error" {
  if (status === 401) return "unauthenticated";
  return status === 403 ? "forbidden" : "error";
}

async function listEvents(tools: Tools, flags: Flags): Promise<void> {
  const format = tools.formatOf(flags, ["table", "json", "yaml"]);
  if (!/^[1-9]\d{0,5}$/.test(flags.limit)) throw failure("usage", "--limit must be a whole number from 1");
  const query = queryFrom(flags, tools.now());
  const api = await tools.connect(flags);
  // Each is what the schema of its operation says.
  const found = (await api.list(
    "audit_event.list",
    query,
    Number(flags.limit),
  )) as unknown as readonly Event[];
  const events = found.toReversed();
  if (flags.watch !== true) {
    if (isData(format)) await printData(tools.terminal, format, events);
    else if (events.length === 0) tools.terminal.err("No audit events found.\n");
    else tools.terminal.out(textTable([HEADER, ...events.map(lineOf)]));
    return;
  }
  await printEvents(tools, format, events);
  await watch(tools, api, { format, query, seen: events.at(-1)?.sequence ?? 0 });
}

const PAUSE = 1000;

async function watch(
  tools: Tools,
  api: Api,
  { format, query, seen: before }: { format: Format; query: Readonly<Record<string, string>>; seen: number },
): Promise<void> {
  let seen = before;
  while (!tools.signal.aborted) {
    const fresh: Event[] = [];
    for (let token: string | undefined; ;) {
      const page = await api.call<Reply<"audit_event.list">>("audit_event.list", {
        query: { ...query, page_size: 200, page_token: token },
      });
      fresh.push(...page.items.filter(({ sequence }) => sequence > seen));
      token = page.next_page_token ?? undefined;
      if (token === undefined || Number(token) <= seen) break;
    }
    await printEvents(tools, format, fresh.toReversed());
    seen = fresh[0]?.sequence ?? seen;
    await wait(PAUSE, undefined, { signal: tools.signal }).catch(() => undefined);
  }
}

async function printEvents({ terminal }: Tools, format: Format, events: readonly Event[]): Promise<void> {
  for (const event of events) {
    if (format === "json") terminal.out(`${JSON.stringify(event)}\n`);
    else if (format === "yaml") await printData(terminal, format, [event]);
    else terminal.out(textTable([lineOf(event)]));
  }
}

const HEADER = ["SEQUENCE", "TIME", "ACTOR", "ACTION", "TARGET", "IP"];

function lineOf({ sequence, time, actor, action, target, ip }: Event): readonly string[] {
  return [String(sequence), time, actor.id, action, target.id, ip ?? ""];
}

function queryFrom(flags: Flags, now: Date): Readonly<Record<string, string>> {
  const given = {
    actor_id: flags.actor,
    action: flags.action,
    target_type: flags.targetType?.replaceAll("-", "_"),
    target_id: flags.target,
    after: flags.since === undefined ? undefined : instantOf("since", flags.since, now),
    before: flags.until === undefined ? undefined : instantOf("until", flags.until, now),
  };
  // What is undefined is left out.
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
}

function instantOf(flag: string, text: string, now: Date): string {
  const seconds = parseDuration(text);
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  if (seconds !== undefined) return new Date(now.getTime() - seconds * 1000).toISOString();
  throw failure(
    "usage",
    `--${flag} must be an instant such as 2030-01-31T12:00:00Z, or a duration such as 2h`,
  );
}
