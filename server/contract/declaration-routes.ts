import { crud, type Route } from "./route.ts";

/** As much as reading the files of one takes. */
const MAX_BODY = 1024 * 1024;

/** Sets of objects that are applied as one. */
export const declarationRoutes = {
  ...crud("declaration", "/v1/declarations", { type: "jeton.declaration", verbs: ["list", "get", "delete"] }),
  "declaration.drift": {
    method: "GET",
    path: "/v1/declarations/{id}:drift",
    status: 200,
    summary: "How objects differ from what was last applied",
    permission: "jeton.declaration:read",
  },
  "declaration.plan": {
    method: "POST",
    path: "/v1/declarations/{name}:plan",
    status: 200,
    summary: "What applying a declaration would do, and what of it would be refused",
    permission: "jeton.declaration:read",
    body: "json",
    maxBody: MAX_BODY,
  },
  "declaration.apply": {
    method: "POST",
    path: "/v1/declarations/{name}:apply",
    status: 200,
    summary: "Apply a declaration as one: all of it, or nothing",
    permission: "jeton.declaration:apply",
    body: "json",
    maxBody: MAX_BODY,
  },
} as const satisfies Record<string, Route>;
