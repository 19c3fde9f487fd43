import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, SESSION } from "../../support/browser.ts";
import { startServer, type TestServer } from "../../support/server.ts";

/** What a cookie is taken for and what not; the attacks are by somebody who has a page that people open. */

const ann = { email: "ann@example.com", password: "a horse, of course" };
const own = { "sec-fetch-site": "same-origin" };

async function start(env: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const server = await startServer(env);
  const { id } = await server.create("/v1/users", ann);
  await server.create("/v1/role-bindings", { role_id: "role_admin", user_id: id, project: "system" });
  return server;
}

const signIn = (headers: Readonly<Record<string, string>>) => ({
  method: "POST",
  path: SESSION,
  token: undefined,
  headers,
  body: ann,
});

describe("a server on this machine alone", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const cookieFor = async (headers: Readonly<Record<string, string>>): Promise<string> => {
    const [cookie = ""] = (await server.send(signIn(headers))).headers["set-cookie"] ?? [];
    return cookie;
  };

  test("its cookie is for plain http, so that one can try Jeton out", async () => {
    expect(await cookieFor(own)).toMatch(/^jeton_session=\w+; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  test("whatever came through a proxy gets a cookie for TLS", async () => {
    for (const name of ["forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "via"])
      expect(await cookieFor({ ...own, [name]: "x" })).toMatch(
        /^__Host-jeton_session=\w+; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
      );
  });

  test("a Host header changes neither the cookie nor the origin", async () => {
    const host = "evil.example";
    expect(await cookieFor({ ...own, host })).toMatch(
      /^jeton_session=\w+; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    for (const origin of [`http://${host}`, `https://${host}`]) {
      const reply = await server.send(signIn({ host, origin }));
      expect(reply.problem().code).toBe("cross_site_request");
      expect(reply.text).not.toContain(host);
    }
  });

  test("its own origin is the address of its socket, by number or as localhost", async () => {
    const { port } = new URL(server.url);
    for (const origin of [`http://127.0.0.1:${port}`, `http://localhost:${port}`])
      expect((await server.send(signIn({ origin }))).status).toBe(200);
    for (const origin of [
      "http://127.0.0.1",
      `https://127.0.0.1:${port}`,
      `http://localhost:${port}.evil.example`,
    ])
      expect((await server.send(signIn({ origin }))).status).toBe(403);
  });

  test("a form on another site changes nothing by the cookie: not its post, nor a script's", async () => {
    const browser = openBrowser(server.url);
    await browser.signIn(ann);
    const form = { "content-type": "application/x-www-form-urlencoded", origin: "https://evil.example" };
    const text = { "content-type": "text/plain", origin: "https://evil.example" };
    for (const site of ["cross-site", "same-site", "none", ""]) {
      for (const headers of [form, text, {}]) {
        const body = '{"name": "evil"}';
        const post = {
          method: "POST",
          path: "/v1/projects",
          body,
          headers: { ...headers, "sec-fetch-site": site },
        };
        expect((await browser.send(post)).problem().code).toBe("cross_site_request");
      }
    }
    const { cookie } = { cookie: browser.cookie() ?? "" };
    for (const origin of ["https://evil.example", "null", `${server.url}.evil.example`, ""]) {
      const post = {
        method: "POST",
        path: "/v1/projects",
        body: { name: "evil" },
        headers: { cookie, origin },
      };
      expect((await server.send({ ...post, token: undefined })).problem().code).toBe("cross_site_request");
    }
    expect((await server.send({ path: "/v1/projects/evil" })).status).toBe(404);
  });

  test("every method that changes something asks for the own origin; reading does not", async () => {
    const browser = openBrowser(server.url);
    await browser.signIn(ann);
    const headers = { "sec-fetch-site": "cross-site" };
    for (const [method, path] of [
      ["PATCH", "/v1/projects/x"],
      ["DELETE", "/v1/projects/x"],
      ["POST", "/v1/tokens:bulk-revoke"],
      ["POST", "/v1/access:check"],
    ] as const)
      expect((await browser.send({ method, path, body: {}, headers })).problem().code).toBe(
        "cross_site_request",
      );
    expect((await browser.send({ path: "/v1/whoami", headers })).status).toBe(200);
  });

  test("a session's text is no token: not as a bearer, not by introspection", async () => {
    const browser = openBrowser(server.url);
    await browser.signIn(ann);
    const token = browser.text();
    expect((await server.send({ path: "/v1/whoami", token })).problem().code).toBe("invalid_token");
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const body = `token=${token}`;
    const asked = await server.send({ method: "POST", path: "/oauth/introspect", headers: form, body });
    expect(asked.json()).toEqual({ active: false });
  });

  test("a token's text is no session", async () => {
    const browser = openBrowser(server.url, `jeton_session=${server.token}`);
    expect((await browser.send({ path: "/v1/whoami" })).problem().code).toBe("invalid_token");
  });

  test("a request with a bearer token is made with it alone, good or bad", async () => {
    const browser = openBrowser(server.url);
    await browser.signIn(ann);
    const bad = await browser.send({ path: "/v1/whoami", headers: { authorization: "Bearer jtns_x" } });
    expect(bad.problem().code).toBe("invalid_token");
    const none = await browser.send({ path: "/v1/whoami", headers: { authorization: "Bearer" } });
    expect(none.problem().code).toBe("missing_credential");
    const good = await browser.send({ path: "/v1/whoami", token: server.token });
    expect(good.json()).toMatchObject({ subject: { type: "role" } });
    const headers = { "sec-fetch-site": "cross-site" };
    const body = { name: "by-token" };
    const made = await browser.send({
      method: "POST",
      path: "/v1/projects",
      token: server.token,
      headers,
      body,
    });
    expect(made.status).toBe(201);
  });

  test("another scheme is no bearer's: a proxy may ask for a password of its own", async () => {
    const browser = openBrowser(server.url);
    await browser.signIn(ann);
    const headers = { authorization: "Basic dXNlcjpwYXNz" };
    expect((await browser.send({ path: "/v1/whoami", headers })).status).toBe(200);
  });

  test("services that ask about others are not answered by a cookie: proxies, those that introspect, AuthZEN, clusters", async () => {
    const browser = openBrowser(server.url);
    await browser.signIn(ann);
    expect((await browser.send({ path: "/v1/forward-auth" })).problem().code).toBe("missing_credential");
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const asked = await browser.send({ method: "POST", path: "/oauth/introspect", headers, body: "token=x" });
    expect(asked.status).toBe(401);
    for (const path of ["/access/v1/evaluation", "/access/v1/evaluations", "/v1/token-reviews"])
      expect((await browser.send({ method: "POST", path, body: {} })).problem().code).toBe(
        "missing_credential",
      );
  });

  test("whoever guesses is told when to come back, and a session that is open goes on", async () => {
    const browser = openBrowser(server.url);
    await browser.signIn(ann);
    const guesses = [];
    for (let count = 0; count < 8; count += 1)
      guesses.push(
        await server.send({ ...signIn(own), body: { ...ann, password: `guess ${String(count)}` } }),
      );
    const refused = guesses.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const reply of refused) {
      expect(reply.problem().code).toBe("rate_limited");
      expect(Number(reply.headers["retry-after"])).toBeGreaterThan(0);
    }
    expect((await browser.send({ path: SESSION })).status).toBe(200);
  });

  test("a flood of attempts is turned away before it costs memory", async () => {
    const flood = Array.from({ length: 60 }, (_, index) =>
      server.send({ ...signIn(own), body: { ...ann, email: `x${String(index)}@example.com` } }),
    );
    const statuses = (await Promise.all(flood)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(34);
  });
});

describe("a server with a public URL", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ JETON_PUBLIC_URL: "https://jeton.example.org/base" });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test("its cookie is for TLS, for this host alone, and no script reads it", async () => {
    const reply = await server.send(signIn({ origin: "https://jeton.example.org" }));
    expect(reply.headers["set-cookie"]).toEqual([
      expect.stringMatching(/^__Host-jeton_session=jtnx_\w{50}; Path=\/; Secure; HttpOnly; SameSite=Strict$/),
    ]);
  });

  test("a cookie without the prefix, which another host of the domain may have put there, is none", async () => {
    const browser = openBrowser(server.url);
    await browser.signIn(ann);
    expect((await browser.send({ path: SESSION })).status).toBe(200);
    const tossed = openBrowser(server.url, `jeton_session=${browser.text()}`);
    expect((await tossed.send({ path: SESSION })).problem().code).toBe("missing_credential");
  });

  test("its origin is that of the URL, whatever the connection or the Host header", async () => {
    for (const origin of [
      server.url,
      "http://jeton.example.org",
      "https://jeton.example.org:8443",
      "https://example.org",
    ]) {
      const reply = await server.send(signIn({ origin, host: "jeton.example.org" }));
      expect(reply.problem()).toMatchObject({
        code: "cross_site_request",
        detail: expect.stringContaining("https://jeton.example.org") as string,
      });
    }
  });
});
