/** Everybody may ask by GraphQL; what they are shown, and that it is what REST shows, is differences.ts's. */
export const querying = {
  graphql: () => ({
    sent: { method: "POST", path: "/graphql", body: { query: "{ whoami { subject { id } } }" } },
    decide: () => 200,
    isRead: true as const,
  }),
  "graphql.query": () => ({
    sent: { path: "/graphql?query={whoami{subject{id}}}" },
    decide: () => 200,
  }),
};
