/** Where identity providers send people back to. */
export const CALLBACK_PATH = "/v1/session:callback/{provider}";

/** What people do with the session they sign in to; lines of the table in routes.ts, which holds that they are routes. */
export const sessionRoutes = {
  "session.create": {
    method: "POST",
    path: "/v1/session",
    status: 200,
    summary: "Sign in: a cookie for a password",
    public: true,
    body: "json",
  },
  "session.providers": {
    method: "GET",
    path: "/v1/session:providers",
    status: 200,
    summary: "Which identity providers people sign in through",
    public: true,
  },
  "session.begin": {
    method: "GET",
    path: "/v1/session:begin",
    status: 303,
    summary: "Send a browser to an identity provider to sign in",
    public: true,
  },
  "session.callback": {
    method: "GET",
    path: CALLBACK_PATH,
    status: 303,
    summary: "Sign in whom an identity provider sends back: a cookie, and on to where it began",
    public: true,
  },
  "session.get": {
    method: "GET",
    path: "/v1/session",
    status: 200,
    summary: "Who is signed in and until when; asking prolongs nothing",
    credential: "session",
  },
  "session.confirm": {
    method: "POST",
    path: "/v1/session:confirm",
    status: 200,
    summary: "Prove again, by the password, who is signed in: the session ends, and a new one begins",
    credential: "session",
    body: "json",
  },
  "session.change-password": {
    method: "POST",
    path: "/v1/session:change-password",
    status: 200,
    summary: "Change one's own password: every session of one's own ends, and a new one begins",
    credential: "session",
    body: "json",
  },
  "session.delete": {
    method: "DELETE",
    path: "/v1/session",
    status: 204,
    summary: "Sign out",
    credential: "session",
  },
} as const;
