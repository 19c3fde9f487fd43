import { createServer } from "node:http";
import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import Database from "better-sqlite3";

/** 200 keys in SQLite, of one user; a request is allowed when its key is. Rate limits are off, as nobody else's count here. */
const database = new Database(process.argv[2]);
database.pragma("journal_mode = WAL");
const auth = betterAuth({
  baseURL: "http://127.0.0.1",
  secret: "for-this-bench-alone-0123456789abcdef",
  database,
  emailAndPassword: { enabled: true },
  plugins: [apiKey({ rateLimit: { enabled: false } })],
  telemetry: { enabled: false },
});
await (await getMigrations(auth.options)).runMigrations();
const { user } = await auth.api.signUpEmail({
  body: { name: "bench", email: "bench@example.com", password: "a long enough password" },
});
const keys = [];
for (let index = 0; index < 200; index += 1) {
  const { key } = await auth.api.createApiKey({
    body: { userId: user.id, permissions: { files: ["read"] } },
  });
  keys.push(key);
}
const server = createServer(async (request, response) => {
  const key = request.headers.authorization?.slice("Bearer ".length) ?? "";
  const { valid } = await auth.api.verifyApiKey({ body: { key, permissions: { files: ["read"] } } });
  response
    .writeHead(valid ? 200 : 403, { "content-type": "application/json" })
    .end(JSON.stringify({ valid }));
});
server.listen(0, "127.0.0.1", () => {
  const asks = keys.map((key) => ({ headers: { authorization: `Bearer ${key}` } }));
  console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}/`, asks }));
});
