import { Problem } from "../../contract/problem.ts";
import { foldEmail } from "../../contract/text.ts";
import type { Authenticate, OpenCases, SignIn, UseCases } from "../caller.ts";
import { answeringWhile, type KnownAnswers } from "../memory/known-answers.ts";
import type { ProviderSignIn } from "../sign-in/provider-sign-in.ts";
import type { Reader, Store } from "../store.ts";
import type { RestorationRow } from "./restoration-row.ts";

/** Whether this database was put back to what it was before, and nobody has said since what of it is to be trusted. */
export interface Quarantine {
  /** What was made until then is not accepted; undefined where there is no quarantine. Read without waiting. */
  readonly since: () => string | undefined;
  /** Looks at the database again. */
  readonly look: () => Promise<void>;
}

export function createQuarantine({ read }: Pick<Store, "read">): Quarantine {
  let since: string | undefined;
  return {
    since: () => since,
    look: async () => {
      since = quarantinedSince(await openRestorations(read));
    },
  };
}

/** Restorations that nobody has accepted yet, of those that are to be. */
export function openRestorations({
  restorations,
}: Pick<Reader, "restorations">): Promise<readonly RestorationRow[]> {
  return restorations.list({ accepted_at: null, quarantined_since: { not: null } });
}

export function quarantinedSince(open: readonly RestorationRow[]): string | undefined {
  return open
    .map(({ quarantined_since: since }) => since ?? "")
    .toSorted()
    .at(-1);
}

/** @throws Problem `unavailable` while there is a quarantine */
export function demandTrusted({ since }: Pick<Quarantine, "since">): void {
  if (since() !== undefined) throw quarantined();
}

function quarantined(): Problem {
  return new Problem(
    "unavailable",
    "the database was restored, and what was revoked since may be in it: nothing made before is accepted until an " +
      "operator runs `jeton restore --accept`",
  );
}

/** What lets somebody in, or says of a credential that it is good. */
interface Doors {
  readonly authenticate: Authenticate;
  readonly signIn: SignIn;
  readonly providerSignIn: ProviderSignIn;
  readonly openCases: OpenCases;
  readonly useCases: UseCases;
  readonly knownAnswers: KnownAnswers;
}

/**
 * The same doors, which let in only who was given a credential since, while there is a quarantine: an operator with a token
 * of `jeton admin recover`, and whoever that one makes tokens or passwords for. Without a quarantine it costs a look at a
 * variable.
 */
export function quarantining(
  doors: Doors,
  deps: { readonly store: Store; readonly quarantine: Quarantine },
): Doors {
  const { quarantine } = deps;
  const { read } = deps.store;
  const afterTrust =
    <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      demandTrusted(quarantine);
      return work(...args);
    };
  return {
    authenticate: async (credential, client) => {
      const caller = await doors.authenticate(credential, client);
      const since = quarantine.since();
      if (since === undefined) return caller;
      const secret = await read.secrets.get(caller.secretId);
      if (secret === undefined || secret.created_at <= since) throw quarantined();
      return caller;
    },
    signIn: async (input, from) => {
      const since = quarantine.since();
      if (since !== undefined && !(await hasNewPassword(read, input.email, since))) throw quarantined();
      return doors.signIn(input, from);
    },
    providerSignIn: { ...doors.providerSignIn, finish: afterTrust(doors.providerSignIn.finish) },
    knownAnswers: answeringWhile(() => quarantine.since() === undefined, doors.knownAnswers),
    openCases: { ...doors.openCases, exchange: afterTrust(doors.openCases.exchange) },
    useCases: {
      ...doors.useCases,
      introspect: afterTrust(doors.useCases.introspect),
      "token-review": afterTrust(doors.useCases["token-review"]),
    },
  };
}

async function hasNewPassword(read: Reader, email: string, since: string): Promise<boolean> {
  const [user] = await read.users.list({ folded_email: foldEmail(email) }, { limit: 1 });
  const password = user && (await read.passwords.get(user.id));
  return password !== undefined && password.created_at > since;
}
