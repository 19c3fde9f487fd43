import fc from "fast-check";
import { encode } from "./bad-input.ts";

/** A question that is asked by a body: by whom, about whom and how it is written. */
export interface BodyQuestion {
  readonly path: string;
  /** Names of a world's tokens. */
  readonly by: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";

/**
 * Questions of introspection, of access checks and of token reviews: plain, and written in every other way that somebody
 * might hope is read differently by whoever reads it first.
 * @param tokens the texts of a world's tokens, by their names
 */
export function bodyQuestions(tokens: Readonly<Record<string, string>>): fc.Arbitrary<BodyQuestion> {
  const all = Object.keys(tokens);
  // Half of them those that are good for most.
  const name = fc.oneof(fc.constantFrom(...all), fc.constantFrom(...all.slice(0, 2)));
  const text = name.map((one) => tokens[one] ?? "");
  const form = formBodies(text).map((body) => ({ path: "/oauth/introspect", type: FORM, body }));
  const check = checkBodies.map((body) => ({ path: "/v1/access:check", type: JSON_TYPE, body }));
  const review = reviewBodies(text).map((body) => ({ path: "/v1/token-reviews", type: JSON_TYPE, body }));
  return fc
    .record({
      asked: fc.oneof(form, check, review),
      by: name,
      type: mostly(contentTypes),
      more: mostly(others),
    })
    .map(({ asked: { path, type, body }, by, type: written, more }) => ({
      path: `${path}${more?.query ?? ""}`,
      by,
      headers: { "content-type": written?.(type) ?? type, ...more?.headers },
      body,
    }));
}

/** As it is nearly always; undefined stands for that. */
function mostly<T>(others: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: others });
}

const contentTypes = fc.constantFrom(
  (type: string) => `${type}; charset=utf-8`,
  (type: string) => `${type};charset="UTF-8"`,
  (type: string) => type.toUpperCase(),
  (type: string) => `${type}; charset=utf-16`,
  (type: string) => `${type}; charset=iso-8859-1`,
  () => FORM,
  () => JSON_TYPE,
  () => "text/plain",
  () => "",
);

const others: fc.Arbitrary<{
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
}> = fc.constantFrom(
  { headers: { "x-forwarded-for": "10.1.2.3" } },
  { headers: { "x-forwarded-for": "10.1.2.3, 192.0.2.1" } },
  { headers: { "x-forwarded-for": "unreadable" } },
  { headers: { cookie: "jeton_session=x; __Host-jeton_session=y" } },
  { headers: { "content-encoding": "identity" } },
  { headers: { "content-encoding": "gzip" } },
  { headers: { "user-agent": "proxy/1 é" } },
  { headers: { "idempotency-key": "x", "if-match": '"x"' } },
  { headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" } },
  { query: "?token=x" },
  { query: "?" },
  { query: "#x" },
);

function formBodies(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const parameter = fc.oneof(
    fc.constantFrom(
      "token_type_hint=access_token",
      "token_type_hint=",
      "use=false",
      "use=true",
      "use=yes",
      "client_ip=10.1.2.3",
      "client_ip=192.0.2.1",
      "client_ip=2001%3Adb8%3A%3A1",
      "client_ip=10.1.2.3%2F8",
      "client_ip=",
      "Token=x",
      "token",
      "a=b;token=c",
      "%74oken=x",
      "x=%ff",
      "x=%00",
      "x=+",
      "",
    ),
    text.map((one) => `token=${one}`),
  );
  const written = fc.constantFrom(
    (one: string) => `token=${one}`,
    (one: string) => `token=${encode(one)}`,
    (one: string) => `%74%6f%6b%65%6e=${one}`,
    (one: string) => `token=${one}%20`,
    (one: string) => `token=+${one}`,
    (one: string) => `token=${one}\n`,
    (one: string) => `token=\ufeff${one}`,
    (one: string) => `token=${one.replace(/^./, ([first = ""]) => `%${first.charCodeAt(0).toString(16)}`)}`,
  );
  const plain = text.map((one) => `token=${one}`);
  const strange = fc
    .tuple(fc.array(parameter, { maxLength: 2 }), written, text, fc.array(parameter, { maxLength: 2 }))
    .map(([before, write, one, after]) => [...before, write(one), ...after].join("&"));
  return fc.oneof({ weight: 2, arbitrary: plain }, { weight: 3, arbitrary: strange });
}

const check = fc.record(
  {
    resource_type: fc.constantFrom("article", "article", "jeton.role", "nothing", "flow view"),
    action: fc.constantFrom("read", "read", "write", "paint"),
    project: fc.constantFrom("shop", "shop", "lab", "system", "nowhere", "shop "),
    name: fc.constantFrom("a", "a b", "", "@own", "*"),
  },
  { requiredKeys: ["resource_type", "action", "project"] },
);

const checkBodies: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(check, { minLength: 0, maxLength: 3 }),
    mostly(fc.constantFrom({ service_account_id: "sa/shop/reader" }, { token_id: "x" }, { no_such: 1 })),
    mostly(jsonSpellings()),
  )
  .map(([checks, more, spell]) => {
    const body = JSON.stringify({ checks, ...more });
    return spell?.(body, "checks") ?? body;
  });

function reviewBodies(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(
      text,
      mostly(fc.constantFrom(["https://other.example"], ["https://jeton.example", "x"], [])),
      mostly(jsonSpellings()),
    )
    .map(([token, audiences, spell]) => {
      const kind = { apiVersion: "authentication.k8s.io/v1", kind: "TokenReview" };
      const body = JSON.stringify({ ...kind, spec: { token, ...(audiences && { audiences }) }, status: {} });
      return spell?.(body, "spec") ?? body;
    });
}

/** Other ways to write the same, or nearly the same, of which `field` is the one that matters. */
function jsonSpellings(): fc.Arbitrary<(body: string, field: string) => string> {
  return fc.constantFrom<((body: string, field: string) => string)[]>(
    (body) => ` ${body}\n`,
    (body) => `\ufeff${body}`,
    (body, field) =>
      body.replace(`"${field}"`, `"\\u00${field.charCodeAt(0).toString(16)}${field.slice(1)}"`),
    (body, field) => `{"${field}":[],${body.slice(1)}`,
    (body, field) => `${body.slice(0, -1)},"${field}":[]}`,
    (body) => `${body.slice(0, -1)},"__proto__":{}}`,
    (body) => `${body.slice(0, -1)},"x":"\\ud800"}`,
    (body) => body.slice(0, -1),
    (body) => `[${body}]`,
    (body) => body + " ".repeat(5000),
  );
}
