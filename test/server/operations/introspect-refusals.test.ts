import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /oauth/introspect, refused", (world) => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const introspect = (body: string): Sent => ({
    method: "POST",
    path: "/oauth/introspect",
    headers: form,
    body,
  });

  test("its errors are those of RFC 6749", async () => {
    const { token } = await world().account({ project: "shop" });
    const cases = [
      [{ ...introspect("token=x"), token }, 403, "insufficient_scope"],
      [introspect("token_type_hint=x"), 400, "invalid_request"],
      [introspect("token="), 400, "invalid_request"],
      [introspect("token=a&token=b"), 400, "invalid_request"],
      [introspect("token=%ff"), 400, "invalid_request"],
      [introspect(`token=${"x".repeat(4097)}`), 400, "invalid_request"],
      [{ ...introspect("{}"), headers: { "content-type": "application/json" } }, 415, "invalid_request"],
    ] as const;
    for (const [request, status, error] of cases) {
      const reply = await world().refuses(request, status);
      expect(reply.json()).toMatchObject({ error });
    }
  });

  usualRefusals(world, { id: "introspect", request: () => introspect("token=x"), stranger: "none" });
});
