import { problems } from "../server/contract/problem.ts";
import { codes, markdownTable } from "./markdown-table.ts";

/** `docs/errors.md`: every error code there is. */
export function errorsPage(): string {
  const rows = Object.entries(problems).map(([code, { status, title }]) => [
    codes([code]),
    String(status),
    title,
  ]);
  return `# Errors

The body of a failed request is \`application/problem+json\` (RFC 9457): \`code\` is one of these, \`detail\` says what is wrong
and what to do, \`errors\` names each field that is not valid, and \`request_id\` finds the request in the log. With a status
below 500 nothing has changed.

${markdownTable(["Code", "Status", "Meaning"], rows)}
`;
}
