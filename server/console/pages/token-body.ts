import type { Values } from "../parts/object-form.tsx";

/** Whose a new token is to be. */
export const owners = [
  { value: "mine", label: "Me" },
  { value: "service_account", label: "Service account" },
  { value: "role", label: "Role" },
] as const;

/** Values of a form that are no field of a token, and what they mean. */
const formOnly: ReadonlySet<string> = new Set(["owner", "end", "label_list", "rate_requests", "rate_period"]);

/** The end that is chosen: a duration, a date of one's own, or none. */
export const ON_A_DATE = "date";
export const NEVER = "never";

/** What a form says of a token, as the API takes it. */
export function tokenBody(values: Values, me: string): Record<string, unknown> {
  const fields = Object.entries(values).filter(([name]) => !formOnly.has(name));
  return {
    ...Object.fromEntries(fields),
    ...ownerOf(values, me),
    ...endOf(values),
    ...(values["mode"] !== "custom" && { rules: null }),
    labels: labelsOf(values["label_list"]),
    rate_limit: rateLimitOf(values),
  };
}

function ownerOf(values: Values, me: string): Record<string, unknown> {
  const owner = values["owner"];
  return {
    user_id: owner === "mine" ? me : null,
    service_account_id: owner === "service_account" ? values["service_account_id"] : null,
    role_id: owner === "role" ? values["role_id"] : null,
    project: owner === "role" ? values["project"] : null,
  };
}

function endOf({ end, expires_at: at }: Values): Record<string, unknown> {
  if (end === NEVER) return { max_age: null, expires_at: null };
  // Without a date it is not said yet, and the server would take it for never.
  if (end === ON_A_DATE) return { max_age: null, expires_at: at ?? "" };
  return { max_age: end, expires_at: null };
}

function labelsOf(list: unknown): Record<string, string> {
  const texts = Array.isArray(list) ? list.map(String) : [];
  return Object.fromEntries(
    texts.map((text) => {
      const [key = "", ...value] = text.split("=");
      return [key.trim(), value.join("=").trim()];
    }),
  );
}

function rateLimitOf({ rate_requests: requests, rate_period: period }: Values): unknown {
  return requests === null || requests === undefined ? null : { requests, period: period ?? "1m" };
}

/** The project a token will belong to, whose policy holds for it. */
export function projectOf(values: Values): string {
  if (values["owner"] === "mine") return "system";
  const chosen = values["owner"] === "role" ? values["project"] : undefined;
  const account = values["owner"] === "service_account" ? values["service_account_id"] : undefined;
  if (typeof chosen === "string" && chosen !== "") return chosen;
  return typeof account === "string" && account.includes("/")
    ? (account.split("/")[0] ?? "system")
    : "system";
}
