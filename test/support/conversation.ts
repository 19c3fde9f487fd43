import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { type Between, between } from "./relay.ts";
import type { Phase } from "./runner.ts";

/** What a step and those it talks to said to each other, in their order, as a text that is the same at every run. */
export interface Conversation {
  /** Something between the step and a server, under a name. */
  readonly listen: (name: string, target: string) => Promise<Between>;
  readonly heard: (title: string, phase: Phase) => void;
  readonly text: () => string;
}

const SHOWN_HEADERS = ["authorization", "content-type", "jeton-managed-by", "user-agent", "idempotency-key"];

export function startConversation(): Conversation {
  const lines: string[] = [];
  const names = new Map<string, string>();

  const listen = async (name: string, target: string): Promise<Between> => {
    const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
      const body = await textOf(incoming);
      const { method = "", url = "", headers } = incoming;
      const shown = SHOWN_HEADERS.filter((header) => headers[header] !== undefined);
      lines.push(`> ${method} ${name}${decodeURIComponent(url)}`);
      lines.push(
        ...shown.map((header) => `> ${header}: ${String(headers[header])}`),
        ...bodyLines(">", body),
      );
      const onward = request(new URL(url, target), {
        method,
        headers: { ...headers, host: new URL(target).host },
      });
      onward.on("response", (reply) => {
        void textOf(reply).then((text) => {
          lines.push(`< ${String(reply.statusCode)}`, ...bodyLines("<", essenceOf(text)), "");
          outgoing.writeHead(reply.statusCode ?? 502, reply.headers).end(text);
        });
      });
      onward.end(body);
    };
    const listening = await between(
      createServer((incoming, outgoing) => void pass(incoming, outgoing)),
      "http",
    );
    names.set(listening.url, name);
    names.set(target, name);
    return listening;
  };

  const heard = (title: string, phase: Phase): void => {
    const files = [
      ["output", phase.outputs],
      ["env", phase.env],
    ] as const;
    lines.push(
      `== ${title} printed, and ended with ${String(phase.exitCode)}`,
      ...phase.stdout.trim().split("\n"),
    );
    for (const [file, values] of files) {
      lines.push(...Object.entries(values).map(([name, value]) => `${file} ${name}=${value}`));
    }
    if (phase.summary !== "") lines.push("summary:", phase.summary.trim());
    lines.push("");
  };

  const text = (): string => {
    const all = lines.join("\n");
    const named = [...names].reduce((rest, [url, name]) => rest.replaceAll(url, `https://${name}`), all);
    return alike(named);
  };
  return { listen, heard, text };
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Of an answer: new fields of a noun are no news here. */
const SHOWN_FIELDS = new Set(
  (
    "id subject state secret sealed_secret rotation_id access_token expires_in " +
    "code detail error error_description errors message value key_id key " +
    "digest changes summary refused left"
  ).split(" "),
);

function essenceOf(text: string): string {
  if (!text.startsWith("{")) return text;
  const fields = Object.entries(JSON.parse(text) as Record<string, unknown>);
  return JSON.stringify(Object.fromEntries(fields.filter(([name]) => SHOWN_FIELDS.has(name))));
}

function bodyLines(mark: string, body: string): string[] {
  if (body === "") return [];
  const text = /^[[{]/.test(body)
    ? JSON.stringify(JSON.parse(body), null, 2)
    : body.split("&").map(decodeURIComponent).join("\n");
  return text.split("\n").map((line) => `${mark} ${line}`);
}

/** Each thing that differs from run to run by what it is, and which of its kind. */
function alike(text: string): string {
  const kinds: readonly (readonly [name: string, pattern: RegExp])[] = [
    ["ID-TOKEN", /eyJ[\w-]+\.[\w-]+\.[\w-]+/g],
    ["TOKEN", /jtn[usrxb]_[0-9A-Za-z]{50}/g],
    ["ID", /\b(?:tok|sa|prj|usr|role|tp|rot|req|grp|rb)_[0-9a-f-]{36}/g],
    ["UUID", /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g],
    ["RANDOM", /(?<=action-\d+-\w+-)[0-9a-f]{8}\b|(?<=JETON_NOT_THERE_)[0-9A-F]{16}/g],
    ["BOX", /(?<=(?:encrypted_value|sealed_secret)": ")[A-Za-z0-9+/=]{60,}/g],
    ["KEY", /(?<=(?:"key|sealed_for)": ")[A-Za-z0-9+/]{43}=/g],
    ["BEARER", /(?<=Bearer )[\w-]{32}(?![\w-])/g],
    ["HINT", /jtn[usrxb]_[0-9A-Za-z]{12}(?![0-9A-Za-z])/g],
    ["JWT-FORM", /(?<=::add-mask::)[\w+/=-]{100,}/g],
    ["FORM", /(?<=::add-mask::)[\w+/=-]{30,}/g],
    ["DIGEST", /(?<=(?:digest"?[:=] ?"?|of the plan is |plan-digest=))[\w-]{43}\b/g],
    ["PORT", /(?<=127\.0\.0\.1:)\d+/g],
  ];
  // Two of these may be the same by chance.
  const undated = text.replaceAll(/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, "INSTANT");
  return kinds.reduce((rest, [name, pattern]) => {
    const seen = new Map<string, string>();
    return rest.replaceAll(pattern, (found) => {
      if (!seen.has(found)) seen.set(found, `${name}-${String(seen.size + 1)}`);
      return seen.get(found) ?? "";
    });
  }, undated);
}
