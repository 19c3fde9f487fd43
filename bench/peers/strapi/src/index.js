/** One article, and a read-only API token that may read it. */
module.exports = {
  async bootstrap({ strapi }) {
    const { documentId } = await strapi.documents("api::article.article").create({ data: { title: "One" } });
    const { accessKey } = await strapi.service("admin::api-token").create({
      name: "bench",
      type: "read-only",
      lifespan: null,
    });
    const asks = [{ headers: { authorization: `Bearer ${accessKey}` } }];
    strapi.server.httpServer.once("listening", () => {
      const { port } = strapi.server.httpServer.address();
      console.log(JSON.stringify({ url: `http://127.0.0.1:${port}/api/articles/${documentId}`, asks }));
    });
  },
};
