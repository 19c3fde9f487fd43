import { createServer } from "node:http";
import Provider from "oidc-provider";

/** One client that has an opaque token and asks about it (RFC 7662), as its documentation sets it up: in memory. */
const clients = [
  {
    client_id: "bench",
    client_secret: "for-this-bench-alone",
    grant_types: ["client_credentials"],
    redirect_uris: [],
    response_types: [],
  },
];
const server = createServer();
server.listen(0, "127.0.0.1", async () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(url, {
    clients,
    features: { clientCredentials: { enabled: true }, introspection: { enabled: true } },
  });
  server.on("request", provider.callback());
  const headers = {
    authorization: `Basic ${Buffer.from("bench:for-this-bench-alone").toString("base64")}`,
    "content-type": "application/x-www-form-urlencoded",
  };
  const reply = await fetch(`${url}/token`, {
    method: "POST",
    headers,
    body: "grant_type=client_credentials",
  });
  const { access_token: token } = await reply.json();
  console.log(
    JSON.stringify({
      url: `${url}/token/introspection`,
      method: "POST",
      asks: [{ headers, body: `token=${token}` }],
    }),
  );
});
