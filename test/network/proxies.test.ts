import { expect, test } from "vitest";
import { proxyPasswords, readProxies } from "../../network/proxies.ts";

const proxy = { HTTPS_PROXY: "http://proxy.example:3128" };

test.for([
  ["*", "https://jeton.example.org", true],
  ["example.org", "https://example.org", true],
  ["example.org", "https://jeton.example.org", true],
  ["example.org", "https://anexample.org", false],
  ["EXAMPLE.org", "https://jeton.example.ORG", true],
  [".example.org", "https://jeton.example.org", true],
  [".example.org", "https://example.org", false],
  ["*.example.org", "https://jeton.example.org", true],
  ["other.org, jeton.example.org", "https://jeton.example.org", true],
  ["other.org jeton.example.org", "https://jeton.example.org", true],
  ["jeton.example.org:8443", "https://jeton.example.org:8443", true],
  ["jeton.example.org:8443", "https://jeton.example.org", false],
  ["jeton.example.org:443", "https://jeton.example.org", true],
  ["192.0.2.7", "https://192.0.2.7", true],
  ["192.0.2.7:443", "https://192.0.2.7", true],
  ["192.0.2.7", "https://192.0.2.70", false],
  ["192.0.2.0/24", "https://192.0.2.7:8080", true],
  ["192.0.2.0/24", "https://192.0.3.7", false],
  ["192.0.2.0/24", "https://jeton.example.org", false],
  ["0.0.0.0/0", "https://[2001:db8::1]", false],
  ["192.0.2.0/99", "https://192.0.2.7", false],
  ["192.0.2.0/x", "https://192.0.2.7", false],
  ["2001:db8::/32", "https://[2001:db8::1]", true],
  ["2001:db8::1", "https://[2001:db8::1]", true],
  ["[2001:db8::1]:443", "https://[2001:db8::1]", true],
  ["", "https://jeton.example.org", false],
  [",,", "https://jeton.example.org", false],
  ["", "https://localhost", true],
  ["", "https://127.1.2.3", true],
  ["", "https://[::1]", true],
] as const)("NO_PROXY=%s, %s: direct is %s", ([exceptions, url, isDirect]) => {
  expect(readProxies({ ...proxy, NO_PROXY: exceptions }).isDirect(new URL(url))).toBe(isDirect);
});

test("small letters go before capital ones, and a scheme may be missing", () => {
  const { variables } = readProxies({ HTTPS_PROXY: "http://a", https_proxy: "b:3128", http_proxy: "" });
  expect(variables).toEqual({ https_proxy: "http://b:3128" });
  expect(() => readProxies({ HTTP_PROXY: "http://[bad" })).toThrow(
    "HTTP_PROXY is not the address of a proxy.",
  );
});

test("passwords of proxies are told as they are written and as they are meant", () => {
  const { variables } = readProxies({ HTTP_PROXY: "http://u:hunter2%2Fx@a", HTTPS_PROXY: "http://u:%zz@a" });
  expect(proxyPasswords({ variables })).toEqual(["hunter2%2Fx", "hunter2/x", "%zz", "%zz"]);
});
