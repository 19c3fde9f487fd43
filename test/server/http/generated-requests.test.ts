import { expect, test } from "vitest";
import { sendGenerated } from "../../support/generated-requests.ts";
import { startServer } from "../../support/server.ts";

test(
  "2,000 requests made from openapi.json, good, nearly good and hostile, get no 5xx and no reply that it does not have",
  { timeout: 120_000 },
  async () => {
    const start = () => startServer({ JETON_PUBLIC_URL: "https://jeton.test" });
    const { sent, statuses } = await sendGenerated(start, { count: 2000, seed: 5 });
    expect(sent).toBe(2000);
    // They reach what is behind the schemas: some are done, and some refused for each reason there is.
    const answered = [...statuses].filter(([, count]) => count > 2).map(([status]) => status);
    expect(answered).toEqual(expect.arrayContaining([200, 201, 204, 400, 401, 404, 409, 415, 422]));
  },
);
