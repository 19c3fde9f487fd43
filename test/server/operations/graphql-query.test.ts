import { expect, test } from "vitest";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /graphql", (world) => {
  const asking = (parameters: Readonly<Record<string, string>>) => ({
    path: `/graphql?${new URLSearchParams(parameters).toString()}`,
  });

  test("answers the query in the URL, with its variables as JSON", async () => {
    const query = "query One($id: ID!) { project(id: $id) { name } } query Other { __typename }";
    const reply = await world().send(
      asking({ query, operationName: "One", variables: '{"id":"shop"}', extensions: "{}" }),
    );
    expect([reply.status, reply.json()]).toEqual([200, { data: { project: { name: "shop" } } }]);
    expect(reply.headers["cache-control"]).toBe("no-store");
  });

  test.each([{ variables: "{" }, { variables: "[]" }, { extensions: "1" }, { no_such: "1" }, { query: "" }])(
    "refuses %o",
    async (over) => {
      const expected = "query" in over ? 200 : 400;
      const reply = await world().send(asking({ query: "{ __typename }", ...over }));
      expect(reply.json()["errors"]).toMatchObject([{ extensions: { code: "malformed_request" } }]);
      expect(reply.status).toBe(expected);
    },
  );

  test("a parameter that comes twice is refused, not guessed at", async () => {
    expect(await world().refusal({ path: "/graphql?query={a}&query={b}" })).toBe("400 malformed_request");
  });

  usualRefusals(world, {
    id: "graphql.query",
    request: () => asking({ query: "{ __typename }" }),
    stranger: "none",
    bystander: "none",
  });
});
