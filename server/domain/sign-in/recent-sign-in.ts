import type { Validated } from "../../contract/operations.ts";
import { Problem } from "../../contract/problem.ts";
import { MOST_AGE_SECONDS } from "../../contract/session.ts";
import type { Caller, UseCases } from "../caller.ts";

type Operation = keyof UseCases;
/** Always, or for some inputs. By the request alone: what is asked tells nothing of what there is. */
type Dangerous<Id extends Operation> = true | ((input: Validated<Id>) => boolean);

/**
 * What a session does only soon after its person has proved who they are: what yields a credential or revives one, gives
 * rights, changes how people sign in, or ends much at once. Somebody at a desk that was left gets nothing that lasts.
 */
const dangerous: { readonly [Id in Operation]?: Dangerous<Id> } = {
  "token.create": true,
  "token.rotate": true,
  "token.transfer": true,
  "token.approve": true,
  "token.enable": true,
  "token.update": ({ body }) => hasBesides(body, ["name", "description", "labels"]),
  "trust_policy.create": true,
  "trust_policy.update": true,
  "role.update": true,
  "role_binding.create": true,
  "group_member.create": true,
  "declaration.apply": true,
  "user.create": ({ body }) => hasBesides(body, ["email", "display_name"]),
  "user.update": ({ body }) => hasBesides(body, ["display_name"]),
  "user.delete": true,
  "user.off-board": true,
  "user_identity.create": true,
  "user_identity.delete": true,
  "identity_provider.create": true,
  "identity_provider.update": true,
  "identity_provider.delete": true,
  "service_account.update": ({ body }) => body.disabled === false,
  "service_account.delete": true,
  "service_account.off-board": true,
  "project.delete": ({ query }) => query.cascade,
};

function hasBesides(body: object, harmless: readonly string[]): boolean {
  return Object.entries(body).some(([field, value]) => value !== undefined && !harmless.includes(field));
}

/** The same use cases; those above ask a session when its person last proved who they are. Tokens are not asked. */
export function demandingRecentSignIn(useCases: UseCases, now: () => Date): UseCases {
  const demanding = Object.entries(dangerous).map(([id, isDangerous]) => {
    // Both are of this very operation.
    const useCase = useCases[id as Operation] as (caller: Caller, input: unknown) => Promise<unknown>;
    const asked = isDangerous as Dangerous<never>;
    const guarded = async (caller: Caller, input: unknown): Promise<unknown> => {
      if (asked === true || asked(input as never)) demandRecentSignIn(caller, now());
      return useCase(caller, input);
    };
    return [id, guarded] as const;
  });
  return { ...useCases, ...Object.fromEntries(demanding) };
}

/** @throws Problem `reauthentication_required` */
function demandRecentSignIn({ session }: Caller, now: Date): void {
  if (!session) return;
  const oldest = new Date(now.getTime() - MOST_AGE_SECONDS * 1000).toISOString();
  if (session.authenticatedAt !== null && session.authenticatedAt > oldest) return;
  const minutes = String(MOST_AGE_SECONDS / 60);
  throw new Problem(
    "reauthentication_required",
    `this is done within ${minutes} minutes of signing in: confirm your password by POST /v1/session:confirm, or sign in again by your identity provider (/v1/session:begin with \`confirm=true\`), and repeat the request`,
  );
}
