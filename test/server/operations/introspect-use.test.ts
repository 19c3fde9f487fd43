import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /oauth/introspect, as a use", (world) => {
  const introspect = (form: Readonly<Record<string, string>>, token?: string): Sent => ({
    method: "POST",
    path: "/oauth/introspect",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
    ...(token !== undefined && { token }),
  });
  const isActive = async (form: Readonly<Record<string, string>>, token?: string): Promise<unknown> =>
    (await world().send(introspect(form, token))).json()["active"];
  const make = async (terms: object) => {
    const body = { role_id: "role_viewer", project: "shop", name: world().unused(), ...terms };
    const { id, secret } = await world().make("/v1/tokens", body);
    return { path: `/v1/tokens/${String(id)}`, token: String(secret) };
  };
  const shown = async (path: string) => (await world().send({ path })).json();

  test("it counts, and tells from where", async () => {
    const { path, token } = await make({});
    expect(await isActive({ token, use: "false", client_ip: "192.0.2.1" })).toBe(true);
    expect(await isActive({ token, use: "true", client_ip: "192.0.2.7" })).toBe(true);
    await expect
      .poll(() => shown(path), { timeout: 5000 })
      .toMatchObject({
        uses: 1,
        last_used_ip: "192.0.2.7",
        last_used_by: null,
      });
  });

  test("of 30 at once on a limit of 7, exactly 7 find it active, and then nobody does", async () => {
    const { path, token } = await make({ usage_limit: 7 });
    const answers = await Promise.all(Array.from({ length: 30 }, () => isActive({ token, use: "true" })));
    expect(answers.filter((active) => active === true)).toHaveLength(7);
    expect((await shown(path))["uses"]).toBe(7);
    expect(await isActive({ token })).toBe(false);
    expect((await world().send({ path: "/v1/whoami", token })).status).toBe(401);
  });

  test("it extends a token like any other use", async () => {
    const { path, token } = await make({ max_age: "60s", extend_on_use: true });
    const before = String((await shown(path))["expires_at"]);
    await isActive({ token });
    // A use moves the end once a twentieth of its age has passed.
    const end = async (): Promise<string> => {
      await isActive({ token, use: "true" });
      return String((await shown(path))["expires_at"]);
    };
    await expect.poll(end, { interval: 500 }).not.toBe(before);
    expect((await end()) > before).toBe(true);
  });

  test("ranges are those of the client told of, and a use from nowhere is in none", async () => {
    const { path, token } = await make({ allowed_cidrs: ["192.0.2.0/24", "2001:db8::/32"] });
    const cases = [
      [{}, true],
      [{ client_ip: "192.0.2.9" }, true],
      [{ client_ip: "127.0.0.1" }, false],
      [{ use: "true" }, false],
      [{ use: "true", client_ip: "127.0.0.1" }, false],
      [{ use: "true", client_ip: "::ffff:192.0.2.9" }, true],
      [{ use: "true", client_ip: "2001:DB8::1" }, true],
    ] as const;
    for (const [form, active] of cases)
      expect([form, await isActive({ token, ...form })]).toEqual([form, active]);
    await expect.poll(async () => (await shown(path))["uses"], { timeout: 5000 }).toBe(2);
  });

  test.each([
    { use: "yes" },
    { use: "" },
    { client_ip: "" },
    { client_ip: "localhost" },
    { client_ip: "192.0.2.1:80" },
    { client_ip: "192.0.2.0/24" },
    { client_ip: "[::1]" },
  ])("%j is refused and counts nothing", async (form) => {
    const { token } = await make({ usage_limit: 1 });
    const reply = await world().refuses(introspect({ token, ...form }), 400);
    expect(reply.json()["error"]).toBe("invalid_request");
    expect(await isActive({ token, use: "true" })).toBe(true);
  });

  test("nobody uses up a token that they may not know of, or that is meant for others", async () => {
    const rules = [{ resource_type: "jeton.token", actions: ["introspect"] }];
    const stranger = await world().account({ project: "shopping", rules });
    const here = await world().account({ project: "shop", rules });
    const one = await make({ usage_limit: 1 });
    const other = await make({ usage_limit: 1, audiences: ["https://api.example.org"] });
    expect(await isActive({ token: one.token, use: "true" }, stranger.token)).toBe(false);
    expect(await isActive({ token: other.token, use: "true" }, here.token)).toBe(false);
    expect([(await shown(one.path))["uses"], (await shown(other.path))["uses"]]).toEqual([0, 0]);
    expect(await isActive({ token: one.token, use: "true" }, here.token)).toBe(true);
  });
});
