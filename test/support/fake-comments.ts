/** GitHub's endpoints for comments of pull requests, as docs.github.com/rest/issues/comments has them. */
export interface FakeComments {
  /** All of them, the oldest first. */
  readonly all: FakeComment[];
  /** Undefined for what it has no endpoint for. */
  readonly reply: (request: {
    readonly method: string;
    readonly url: string;
    readonly body: string;
    /** Whose token it is; undefined is an app's. */
    readonly user: FakeUser | undefined;
  }) => { readonly status: number; readonly body: unknown } | undefined;
}

interface FakeUser {
  readonly id: number;
  readonly type: "User" | "Bot";
}

interface FakeComment {
  readonly id: number;
  readonly user: FakeUser;
  body: string;
}

const ACTIONS_BOT: FakeUser = { id: 41_898_282, type: "Bot" };
const MOST_CHARACTERS = 65_536;

export function createFakeComments(): FakeComments {
  const all: FakeComment[] = [];
  const write = (body: string, change: (text: string) => FakeComment | undefined, status: number) => {
    const text = String((JSON.parse(body) as { body?: unknown }).body);
    if (text.length > MOST_CHARACTERS) return { status: 422, body: { message: "Validation Failed" } };
    const comment = change(text);
    return comment === undefined
      ? { status: 404, body: { message: "Not Found" } }
      : { status, body: comment };
  };
  const reply: FakeComments["reply"] = ({ method, url, body, user }) => {
    const { pathname, searchParams } = new URL(url, "http://localhost");
    if (pathname === "/user") {
      return user === undefined
        ? { status: 403, body: { message: "Resource not accessible by integration" } }
        : { status: 200, body: user };
    }
    const [, id] = /^\/repos\/[\w.-]+\/[\w.-]+\/issues\/comments\/(\d+)$/.exec(pathname) ?? [];
    if (id !== undefined && method === "PATCH") {
      const change = (text: string): FakeComment | undefined => {
        const comment = all.find((one) => one.id === Number(id));
        if (comment !== undefined) comment.body = text;
        return comment;
      };
      return write(body, change, 200);
    }
    if (!/^\/repos\/[\w.-]+\/[\w.-]+\/issues\/7\/comments$/.test(pathname)) return undefined;
    if (method === "POST") {
      const add = (text: string): FakeComment => {
        const comment = { id: all.length + 1, user: user ?? ACTIONS_BOT, body: text };
        all.push(comment);
        return comment;
      };
      return write(body, add, 201);
    }
    const size = Number(searchParams.get("per_page") ?? 30);
    const from = (Number(searchParams.get("page") ?? 1) - 1) * size;
    return { status: 200, body: all.slice(from, from + size) };
  };
  return { all, reply };
}
