import { routes } from "../../contract/routes.ts";
import { askedByBody } from "./asked-by-body.ts";
import { forwardAuth } from "./forward-auth.ts";
import { createReadPlain } from "./plain-request.ts";
import type { Quick, QuickParts } from "./quick-route.ts";

interface Parts extends Omit<QuickParts, "readPlain"> {
  /** Addresses or CIDR ranges, each of them valid. */
  readonly trustedProxies: readonly string[];
}

/**
 * What is asked so often that it is answered without the router when it is answered from memory. Only a yes to a plain
 * request is given here; everything else is the router's, as if this were not there.
 */
export function createQuick(parts: Parts): Quick {
  const all = { ...parts, readPlain: createReadPlain(parts.trustedProxies) };
  const quick = [
    forwardAuth(all),
    askedByBody("introspect", all),
    askedByBody("access.check", all),
    askedByBody("token-review", all),
  ];
  const byPath = new Map(
    quick.map(({ operation, answer }) => {
      const { method, path } = routes[operation];
      return [path as string, { method: method as string, answer }] as const;
    }),
  );
  return (incoming, outgoing, router) => {
    const route = byPath.get(pathOf(incoming.url ?? ""));
    return (
      route !== undefined && route.method === incoming.method && route.answer(incoming, outgoing, router)
    );
  };
}

function pathOf(url: string): string {
  const end = url.indexOf("?");
  return end === -1 ? url : url.slice(0, end);
}
