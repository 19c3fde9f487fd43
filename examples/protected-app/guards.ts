import type { IncomingMessage } from "node:http";
import type { Guard } from "./flows.ts";

/** Where the flows are, in Jeton's words. */
const flows = { resource_type: "flow", project: "shop" };

/**
 * Behind a proxy that has asked Jeton and lets nobody else name the caller. Sound only while the proxy is the one way
 * to the application: let it listen on loopback or a network of their own.
 */
export const byProxy: Guard = async (request) => {
  const caller = request.headers["jeton-subject"];
  return typeof caller === "string" && caller !== "" ? { caller } : { status: 401 };
};

/** Without a proxy, in ten lines: asks Jeton with the caller's own token. The application needs no token of its own. */
export function byMiddleware(jeton: string): Guard {
  return async (request, { action, flow }) => {
    const question = new URLSearchParams({ ...flows, action, ...(flow !== undefined && { name: flow }) });
    const reply = await fetch(`${jeton}/v1/forward-auth?${question.toString()}`, {
      headers: { authorization: request.headers.authorization ?? "" },
    });
    const caller = reply.headers.get("jeton-subject");
    return reply.ok && caller !== null ? { caller } : { status: reply.status, headers: passedOn(reply) };
  };
}

/**
 * By token introspection (RFC 7662), with a token of the application's own that may do `jeton.token:introspect` and
 * `jeton.access:explain`: first whose token it is, then whether it may.
 */
export function byIntrospection(jeton: string, ownToken: string): Guard {
  const ask = (path: string, body: URLSearchParams | string): Promise<Response> => {
    const type = typeof body === "string" ? { "content-type": "application/json" } : {};
    return fetch(jeton + path, {
      method: "POST",
      headers: { authorization: `Bearer ${ownToken}`, ...type },
      body,
    });
  };
  return async (request, { action, flow: name }) => {
    const token = bearerOf(request);
    if (token === undefined) return { status: 401, headers: { "www-authenticate": "Bearer" } };
    const introspected = await json(ask("/oauth/introspect", new URLSearchParams({ token })));
    if (introspected["active"] !== true) return { status: 401, headers: { "www-authenticate": "Bearer" } };
    const question = { token_id: introspected["jti"], checks: [{ ...flows, action, name }] };
    const checked = await json(ask("/v1/access:check", JSON.stringify(question)));
    const [result] = checked["results"] as readonly { allowed: boolean }[];
    return result?.allowed === true ? { caller: String(introspected["username"]) } : { status: 403 };
  };
}

/** What a caller needs of a refusal: how to authenticate, when to come again. */
function passedOn({ headers }: Response): Record<string, string> {
  return Object.fromEntries(
    ["www-authenticate", "retry-after"].flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

function bearerOf({ headers }: IncomingMessage): string | undefined {
  return /^bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
}

async function json(sent: Promise<Response>): Promise<Readonly<Record<string, unknown>>> {
  const reply = await sent;
  if (!reply.ok) throw new Error(`Jeton answers ${String(reply.status)}`);
  return (await reply.json()) as Record<string, unknown>;
}
