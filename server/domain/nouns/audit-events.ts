import type { AuditQuery } from "../../contract/audit.ts";
import { type AuditEvent, eventOf } from "../audit/audit-event.ts";
import { canonicalJson } from "../../contract/canonical-json.ts";
import type { UseCases } from "../caller.ts";
import type { Context } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { demand } from "../resource.ts";
import { systemScope } from "../authorization/scopes.ts";
import type { AuditWhere, Store } from "../store.ts";
import { reading } from "../use-case.ts";

/** Events in one piece of an export, so that it never waits in memory whole. */
const EXPORT_PAGE = 500;

export function auditEvents(
  deps: Dependencies,
): Pick<UseCases, Extract<keyof UseCases, `audit_event.${string}`>> {
  const { store } = deps;
  return {
    "audit_event.list": reading(deps, async (context, { query }) => {
      demandAudit(context);
      const { page_size: size, page_token: token } = query;
      const before = token === undefined ? undefined : Number(token);
      const rows = await store.auditPage(whereOf(query), { before, limit: size + 1 });
      const items = rows.slice(0, size).map(eventOf);
      return { items, next_page_token: rows.length > size ? nextAfter(items) : null };
    }),
    "audit_event.export": reading(deps, async (context) => {
      demandAudit(context);
      const { sequence } = await store.auditHead();
      return exportLines(store, sequence);
    }),
  };
}

/** What was done in one project is not told apart from the rest: who reads the audit reads all of it. */
function demandAudit(context: Context): void {
  demand(context, "jeton.audit-event:read", { scope: systemScope });
}

function whereOf({ actor_id, action, target_type, target_id, after, before }: AuditQuery): AuditWhere {
  return { actor_id, action, target_type, target_id, from: after, to: before };
}

function nextAfter(items: readonly AuditEvent[]): string {
  return String(items.at(-1)?.sequence ?? 0);
}

/** The events up to `last`, each on a line of canonical JSON; what is recorded meanwhile is for the next export. */
async function* exportLines(store: Pick<Store, "audit">, last: number): AsyncGenerator<string> {
  for (let done = 0; done < last;) {
    const rows = await store.audit(done, Math.min(EXPORT_PAGE, last - done));
    if (rows.length === 0) return;
    yield rows.map((row) => `${canonicalJson(eventOf(row))}\n`).join("");
    done = rows.at(-1)?.sequence ?? last;
  }
}
