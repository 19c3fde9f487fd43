/** GraphQL over HTTP; lines of the table in routes.ts, which holds that they are routes. */
export const graphqlRoutes = {
  graphql: {
    method: "POST",
    path: "/graphql",
    status: 200,
    summary: "Read what there is by a GraphQL query",
    body: "json",
    invalid: "malformed_request",
    replies: "graphql",
  },
  "graphql.query": {
    method: "GET",
    path: "/graphql",
    status: 200,
    summary: "Read what there is by a GraphQL query in the URL",
    invalid: "malformed_request",
    replies: "graphql",
  },
} as const;
