import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import sodium from "libsodium-wrappers";
import { createFakeComments, type FakeComments } from "./fake-comments.ts";
import { between } from "./relay.ts";

/** GitHub's endpoints for secrets, as docs.github.com/rest/actions/secrets has them, and the private key to what is written there. */
export interface FakeGitHub extends AsyncDisposable {
  readonly url: string;
  /** `METHOD path` of every request, with the name of a secret that nobody has as `*`. */
  readonly asked: string[];
  /** The secrets, by their path, opened. */
  readonly secrets: Map<string, FakeSecret>;
  /** The tokens that may, and what; all others get what GitHub says to them. */
  readonly tokens: Map<string, "read" | "write">;
  /** The comments of pull request 7. */
  readonly comments: FakeComments["all"];
  /** Whose a token is that is no app's. */
  readonly users: Map<string, { readonly id: number; readonly type: "User" }>;
  /** Answers instead of it, unless that says no. */
  answer: ((outgoing: ServerResponse, request: string) => boolean) | undefined;
}

interface FakeSecret {
  readonly value: string;
  readonly updated_at: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const KEY_ID = "568250167242549743";
const FOLDER =
  /^(\/(?:orgs\/[\w.-]+\/(?:actions|dependabot|codespaces)|repos\/[\w.-]+\/[\w.-]+\/(?:actions|dependabot|codespaces|environments\/[^/]+))\/secrets)\/([^/?]+)(\/repositories)?/;

export async function startFakeGitHub(): Promise<FakeGitHub> {
  await sodium.ready;
  const pair = sodium.crypto_box_keypair();
  const key = Buffer.from(pair.publicKey).toString("base64");
  const asked: string[] = [];
  const secrets = new Map<string, FakeSecret>();
  const tokens = new Map<string, "read" | "write">();
  const users: FakeGitHub["users"] = new Map();
  const comments = createFakeComments();
  /** A second each, as GitHub's dates have no more. */
  let seconds = Date.parse("2030-01-01T00:00:00Z");

  const write = (path: string, body: Record<string, unknown>): number => {
    if (body["key_id"] !== KEY_ID) return 422;
    const box = Buffer.from(String(body["encrypted_value"]), "base64");
    const value = Buffer.from(sodium.crypto_box_seal_open(box, pair.publicKey, pair.privateKey)).toString();
    const { encrypted_value: _, key_id: __, ...rest } = body;
    const isNew = !secrets.has(path);
    seconds += 1_000;
    secrets.set(path, { value, updated_at: new Date(seconds).toISOString().replace(".000", ""), body: rest });
    return isNew ? 201 : 204;
  };

  const reply = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { method = "", url = "" } = incoming;
    const { pathname } = new URL(url, "http://localhost");
    const [, folder, name = "", isList] = FOLDER.exec(pathname) ?? [];
    const request = `${method} ${url.replace(/JETON_NOT_THERE_\w+/, "*")}`;
    asked.push(request);
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    if (github.answer?.(outgoing, request) === true) return;
    const token = incoming.headers.authorization?.replace("Bearer ", "") ?? "";
    const may = tokens.get(token);
    if (may === undefined) return send(outgoing, 401, { message: "Bad credentials" });
    if (folder === undefined && (method === "GET" || may === "write")) {
      const body = Buffer.concat(chunks).toString();
      const answer = comments.reply({ method, url, body, user: users.get(token) });
      return send(outgoing, answer?.status ?? 404, answer?.body ?? { message: "Not Found" });
    }
    if (method !== "GET" && may === "read") {
      outgoing.setHeader("x-accepted-github-permissions", "secrets=write");
      return send(outgoing, 403, { message: "Resource not accessible by personal access token" });
    }
    const path = `${folder}/${name}`;
    if (method === "PUT") {
      return send(
        outgoing,
        write(path, JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>),
      );
    }
    if (method === "GET" && name === "public-key") return send(outgoing, 200, { key_id: KEY_ID, key });
    const secret = secrets.get(path);
    if (secret === undefined) return send(outgoing, 404, { message: "Not Found" });
    if (method === "DELETE") {
      secrets.delete(path);
      return send(outgoing, 204);
    }
    const { updated_at, body } = secret;
    const ids = (body["selected_repository_ids"] ?? []) as readonly number[];
    const page = Number(new URL(url, "http://localhost").searchParams.get("page") ?? 1);
    const shown = ids.slice((page - 1) * 100, page * 100).map((id) => ({ id }));
    return isList === undefined
      ? send(outgoing, 200, { name, updated_at, visibility: body["visibility"] })
      : send(outgoing, 200, { total_count: ids.length, repositories: shown });
  };
  const listening = await between(
    createServer((incoming, outgoing) => void reply(incoming, outgoing)),
    "http",
  );
  const github: FakeGitHub = {
    url: listening.url,
    asked,
    secrets,
    tokens,
    users,
    comments: comments.all,
    answer: undefined,
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  };
  return github;
}

function send(outgoing: ServerResponse, status: number, body?: unknown): void {
  outgoing.writeHead(status, { "content-type": "application/json" });
  outgoing.end(body === undefined ? undefined : JSON.stringify(body));
}
