import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import type { OperationId } from "../contract/routes.ts";

interface Bindings {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    /** Absent when no route matched. */
    operation: OperationId | undefined;
    /** Known once the bearer is. */
    tokenId: string | undefined;
    /** Address of the client, null when the connection is gone. */
    ip: string | null;
  };
}

export type App = Hono<Bindings>;
export type Exchange = Context<Bindings>;
