import type { NounType, Permission } from "./permission.ts";

/** One operation, as plain data. */
export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** With `{name}` for parameters. */
  readonly path: string;
  /** The status of success; 303 sends a browser on. */
  readonly status: 200 | 201 | 204 | 303;
  readonly summary: string;
  /** What the caller must hold; absent, being authenticated is enough. */
  readonly permission?: Permission;
  /** Needs no credential. */
  readonly public?: true;
  /** The only credential it takes; absent, a bearer token or the session of a person. */
  readonly credential?: "bearer" | "session";
  /** Takes an `Idempotency-Key`, so that a client may repeat it after a lost reply. */
  readonly repeatable?: true;
  /** How the body is sent; errors of `form` operations are those of RFC 6749. */
  readonly body?: "json" | "form";
  /** The most bytes its body has, where more than of any other. */
  readonly maxBody?: number;
  /** A standard's: what is wrong with a request is said with 400, where Jeton's own operations say 422. */
  readonly invalid?: "malformed_request";
  /** Replies and errors are those of GraphQL over HTTP; or replies are plain text. Absent, they are JSON. */
  readonly replies?: "graphql" | "text";
  /**
   * What a server with too much to do goes on with: what applications ask at each of their requests, and what ends a
   * credential, is refused last; how the server is, never. Absent, it is administration, which waits and is refused first.
   */
  readonly urgency?: "verification" | "health";
  /** The reply is a list, sent item by item as lines of JSON (`application/x-ndjson`) while it is read. */
  readonly stream?: true;
}

/** Whether an operation takes an `If-Match`: those that change one object as a client knows it, or delete it. */
export function bindsToTag({ method }: Route): boolean {
  return method === "PATCH" || method === "DELETE";
}

type Verb = "create" | "list" | "get" | "update" | "delete";
type CrudRoutes<N extends string, P extends string, V extends Verb> = {
  readonly [K in `${N}.${V}`]: Route & {
    readonly path: K extends `${N}.create` | `${N}.list` ? P : `${P}/{id}`;
  };
};

/** The usual operations of a noun. */
export function crud<const N extends string, const P extends string, const V extends Verb>(
  noun: N,
  path: P,
  { type, verbs }: { type: NounType; verbs: readonly V[] },
): CrudRoutes<N, P, V> {
  const title = noun.replaceAll("_", " ");
  const one = `${path}/{id}`;
  const all: Record<Verb, Route> = {
    create: {
      method: "POST",
      path,
      status: 201,
      summary: `Create a ${title}`,
      // Every type of the table has these actions where its noun has these verbs; permission.test.ts holds it.
      permission: `${type}:create` as Permission,
      body: "json",
      repeatable: true,
    },
    list: { method: "GET", path, status: 200, summary: `List ${title}s`, permission: `${type}:read` },
    get: { method: "GET", path: one, status: 200, summary: `Get a ${title}`, permission: `${type}:read` },
    update: {
      method: "PATCH",
      path: one,
      status: 200,
      summary: `Change a ${title}`,
      permission: `${type}:update` as Permission,
      body: "json",
    },
    delete: {
      method: "DELETE",
      path: one,
      status: 204,
      summary: `Delete a ${title}`,
      permission: `${type}:delete` as Permission,
    },
  };
  // The keys are built from the very parameters the type is computed from.
  return Object.fromEntries(verbs.map((verb) => [`${noun}.${verb}`, all[verb]])) as CrudRoutes<N, P, V>;
}
