import type { ProblemBody } from "../contract/problem.ts";

/** Nothing on the page runs or is loaded, and no other page shows it in itself. */
export const pageHeaders = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy":
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
} as const;

/** Why somebody was not signed in, for people to read. */
export function problemPage({ detail, errors = [], request_id }: ProblemBody, home: string): string {
  const facts = [
    ...errors.map(({ pointer, detail: value }) => [pointer, value]),
    ["request", request_id ?? ""],
  ];
  const list = facts.map(
    ([name = "", value = ""]) => `<li>${escaped(name)}: <code>${escaped(value)}</code></li>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Nobody was signed in - Jeton</title>
<h1>Nobody was signed in</h1>
<p>${escaped(detail)}.</p>
<ul>${list.join("")}</ul>
<p><a href="${escaped(home)}">Back to Jeton</a></p>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
