import type { Environment } from "../../server/config/settings.ts";
import type { TestDatabase, TestDialect } from "./databases.ts";
import { startServer, type TestServer } from "./server.ts";

/** A server on a fresh database of that kind; disposing of it removes both. */
export async function startServerOn(
  dialect: TestDialect,
  env: Environment = {},
): Promise<TestServer & { readonly database: TestDatabase }> {
  const database = await dialect.createDatabase();
  const server = await startServer({
    JETON_DATABASE_URL: database.url,
    JETON_TOKEN_SALT: "a-salt-of-tests-with-enough-characters",
    JETON_ENCRYPTION_KEY: "an-encryption-key-of-tests-with-enough-characters",
    ...env,
  });
  return {
    ...server,
    database,
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}
