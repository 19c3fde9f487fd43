import type { Command } from "commander";
import type { Api } from "./api.ts";
import { failure } from "./failure.ts";
import type { Item } from "./output.ts";
import { demandScope, type ScopeFlags } from "./scope.ts";
import { readSecretFile } from "./secret-input.ts";
import type { Terminal } from "./terminal.ts";

export interface TokenFlags {
  readonly mine?: boolean;
  readonly secretFile?: string;
  readonly secretStdin?: boolean;
  readonly sealedFor?: string;
}

/** What creating a token takes besides its fields. */
export function addTokenFlags(command: Command): void {
  command.option("--mine", "The token is your own: of whoever the command signs in as.");
  addSecretFlags(command);
}

/** Of all that gives a token a secret. */
export function addSecretFlags(command: Command): void {
  command
    .option("--sealed-for <key>", "An X25519 public key in base64: the reply holds the secret sealed for it.")
    .option("--secret-file <file>", "A file with a well-formed secret to use instead of a new one.")
    .option("--secret-stdin", "The same from the standard input.");
}

interface Owning {
  readonly api: Api;
  readonly terminal: Terminal;
  readonly flags: TokenFlags & ScopeFlags & Readonly<Record<string, unknown>>;
  /** What the other flags and the file say. */
  readonly body: Item;
  readonly scope: string | undefined;
}

/** @throws Failure `usage` without a scope for a role's token, as Kargo does */
export async function tokenBody({ api, terminal, flags, body, scope }: Owning): Promise<Item> {
  const owners = ["service_account_id", "user_id", "role_id"].filter((name) => body[name] !== undefined);
  const ofRole = owners.includes("role_id");
  if (flags.mine === true && owners.length > 0) {
    throw failure("usage", "only one of --role, --service-account, --user, --mine can be given");
  }
  // Where the owner is an account its project is where the account is: the flag only said where to look.
  const project =
    ofRole && (scope !== undefined || body["project"] === undefined) ? { project: demandScope(flags) } : {};
  if (owners.length === 0 && flags.mine !== true) demandScope(flags);
  return {
    ...project,
    ...(flags.mine === true && (await ownBody(api))),
    ...(await secretBody(terminal, flags)),
  };
}

export async function secretBody(terminal: Terminal, flags: TokenFlags): Promise<Item> {
  const { secretFile: file, secretStdin, sealedFor } = flags;
  const given = [file, secretStdin, sealedFor].filter((one) => one !== undefined);
  if (given.length > 1)
    throw failure("usage", "only one of --secret-file, --secret-stdin, --sealed-for can be given");
  if (file !== undefined) return { secret: readSecretFile(file, "--secret-file") };
  if (secretStdin === true) return { secret: (await terminal.readInput()).trim() };
  return sealedFor === undefined ? {} : { sealed_for: sealedFor };
}

/** Whose the credential is that asks. */
async function ownBody(api: Api): Promise<Item> {
  const { type, id, project } = (await api.call("whoami"))["subject"] as Item;
  return { [`${String(type)}_id`]: id, ...(type === "role" && { project }) };
}
