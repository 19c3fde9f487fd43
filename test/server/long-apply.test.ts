import { expect, it } from "vitest";
import { MOST_DECLARED } from "../../server/contract/declared.ts";
import { requestTo, team } from "../support/declaring.ts";
import { send, type Sent } from "../support/http.ts";
import { spawnServer } from "../support/spawned-server.ts";

it(
  "goes on verifying while as many objects are applied as one declaration may have",
  { timeout: 60_000 },
  async () => {
    await using server = await spawnServer({ env: { JETON_PUBLIC_URL: "https://jeton.test" } });
    const ask = (request: Sent) => send(server.url, { token: server.token, ...request });
    await ask({ method: "POST", path: "/v1/projects", body: { name: "shop" } });
    const flow = { name: "flow", actions: [{ name: "view", access: "read" }] };
    await ask({ method: "POST", path: "/v1/resource-types", body: flow });
    const documents = Array.from({ length: MOST_DECLARED / 10 }, (_, index) =>
      team(`shop.team-${String(index)}`),
    ).flat();
    // A scrape begins the lag anew.
    await ask({ path: "/metrics" });
    const start = performance.now();
    let isDone = false;
    const applying = ask(requestTo("apply", { name: "teams", documents })).finally(() => (isDone = true));
    let verified = 0;
    while (!isDone) {
      const { status } = await ask({ path: "/v1/forward-auth" });
      expect(status).toBe(200);
      verified += 1;
    }
    const { status } = await applying;
    expect(status).toBe(200);
    const took = (performance.now() - start) / 1000;
    const { text } = await ask({ path: "/metrics" });
    const lag = Number(/jeton_event_loop_lag_seconds\{quantile="1"\} (\S+)/.exec(text)?.[1]);
    // What takes longest is to plan it, which is one computation.
    expect(lag).toBeLessThan(took / 4);
    expect(verified).toBeGreaterThan(15);
  },
);
