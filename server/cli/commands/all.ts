import type { Entry } from "../command.ts";

/** Every client command; adding one is its file and a line here. */
export const commands: Readonly<Record<string, Entry>> = {
  get: {
    group: "Objects",
    summary: "List objects, or show some.",
    load: async () => (await import("./get.ts")).defineGet,
  },
  describe: {
    group: "Objects",
    summary: "Say all there is to say of an object.",
    load: async () => (await import("./describe.ts")).defineDescribe,
  },
  create: {
    group: "Objects",
    summary: "Create an object.",
    load: async () => (await import("./create.ts")).defineCreate,
  },
  update: {
    group: "Objects",
    summary: "Change an object.",
    load: async () => (await import("./update.ts")).defineUpdate,
  },
  enable: {
    group: "Objects",
    summary: "Let what was disabled work again.",
    load: async () => (await import("./switch.ts")).defineEnable,
  },
  disable: {
    group: "Objects",
    summary: "Stop something until it is enabled.",
    load: async () => (await import("./switch.ts")).defineDisable,
  },
  rotate: {
    group: "Tokens",
    summary: "Give a token or a webhook a new secret.",
    load: async () => (await import("./rotate.ts")).defineRotate,
  },
  rollback: {
    group: "Tokens",
    summary: "Take a rotation back.",
    load: async () => (await import("./rollback.ts")).defineRollback,
  },
  revoke: {
    group: "Tokens",
    summary: "End tokens for good, or take a role back.",
    load: async () => (await import("./revoke.ts")).defineRevoke,
  },
  approve: {
    group: "Tokens",
    summary: "Let a pending token work.",
    load: async () => (await import("./approve.ts")).defineApprove,
  },
  transfer: {
    group: "Tokens",
    summary: "Give a token another owner.",
    load: async () => (await import("./transfer.ts")).defineTransfer,
  },
  grant: {
    group: "Access",
    summary: "Give a role to somebody.",
    load: async () => (await import("./grant.ts")).defineGrant,
  },
  "off-board": {
    group: "Access",
    summary: "End all that somebody leaves behind.",
    load: async () => (await import("./off-board.ts")).defineOffBoard,
  },
  "effective-policy": {
    group: "Access",
    summary: "Which policy is in force.",
    load: async () => (await import("./effective-policy.ts")).defineEffectivePolicy,
  },
  ping: {
    group: "Objects",
    summary: "Send a webhook a message, to see whether it arrives.",
    load: async () => (await import("./ping.ts")).definePing,
  },
  resend: {
    group: "Objects",
    summary: "Send a webhook delivery again.",
    load: async () => (await import("./ping.ts")).defineResend,
  },
  api: {
    group: "This client",
    summary: "Call any operation of the API.",
    load: async () => (await import("./api.ts")).defineApi,
  },
  delete: {
    group: "Objects",
    summary: "Delete objects.",
    load: async () => (await import("./delete.ts")).defineDelete,
  },
  whoami: {
    group: "Access",
    summary: "Say whose token is used, and what it may do.",
    load: async () => (await import("./whoami.ts")).defineWhoami,
  },
  check: {
    group: "Access",
    summary: "Say whether something may be done.",
    load: async () => (await import("./check.ts")).defineCheck,
  },
  explain: {
    group: "Access",
    summary: "Say why something may be done, or what is missing.",
    load: async () => (await import("./explain.ts")).defineExplain,
  },
  graph: {
    group: "Access",
    summary: "Draw who holds which role where.",
    load: async () => (await import("./graph.ts")).defineGraph,
  },
  audit: {
    group: "Access",
    summary: "Read the audit, export it, or check it without a server.",
    load: async () => (await import("./audit.ts")).defineAudit,
  },
  exec: {
    group: "Tokens",
    summary: "Run a command with a token of its own.",
    load: async () => (await import("./exec.ts")).defineExec,
  },
  exchange: {
    group: "Tokens",
    summary: "Exchange a job's OIDC ID token for a token.",
    load: async () => (await import("./exchange.ts")).defineExchange,
  },
  plan: {
    group: "Declarations",
    summary: "Say what applying a declaration would change.",
    load: async () => (await import("./plan.ts")).definePlan,
  },
  apply: {
    group: "Declarations",
    summary: "Make things as a declaration says.",
    load: async () => (await import("./apply.ts")).defineApply,
  },
  export: {
    group: "Declarations",
    summary: "Print what is there as Terraform resources or a declaration.",
    load: async () => (await import("./export.ts")).defineExport,
  },
  drift: {
    group: "Declarations",
    summary: "Say what is no longer as it was applied.",
    load: async () => (await import("./drift.ts")).defineDrift,
  },
  login: {
    group: "This client",
    summary: "Sign in, and keep a short-lived token.",
    load: async () => (await import("./login.ts")).defineLogin,
  },
  logout: {
    group: "This client",
    summary: "Revoke that token, and forget it.",
    load: async () => (await import("./logout.ts")).defineLogout,
  },
  "change-password": {
    group: "This client",
    summary: "Change your own password.",
    load: async () => (await import("./change-password.ts")).defineChangePassword,
  },
  completion: {
    group: "This client",
    summary: "Print what completes commands and names in a shell.",
    load: async () => (await import("./completion.ts")).defineCompletion,
  },
  __complete: {
    group: "This client",
    summary: "Offer what may stand in place of the last word.",
    hidden: true,
    load: async () => (await import("./complete.ts")).defineComplete,
  },
  config: {
    group: "This client",
    summary: "Which servers there are, and how to sign in to them.",
    load: async () => (await import("./config.ts")).defineConfig,
  },
};
