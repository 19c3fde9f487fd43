import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Reply } from "../../contract/operations.ts";
import { client } from "./client.ts";
import { endSession, SESSION_KEY } from "./queries.ts";
import { tellProblem } from "../parts/toast.ts";
import { asError, isSignedOut, valueOf } from "./refusal.ts";

export type Session = Reply<"session.get">;

/** Who is signed in; null for nobody, undefined while it is not known. */
export function useSession(): { readonly session: Session | null | undefined; readonly error: Error | null } {
  const { data, error } = useQuery({
    queryKey: SESSION_KEY,
    queryFn: async () => {
      const result = await client.call("session.get", {});
      if (result.type === "problem" && isSignedOut(result.problem)) return null;
      return valueOf(result);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { session: data, error };
}

/** Who is signed in, on pages that nobody else sees. */
export function useSignedIn(): Session {
  const session = useQueryClient().getQueryData<Session | null>(SESSION_KEY);
  if (!session) throw new Error("nobody is signed in");
  return session;
}

export async function signOut(): Promise<void> {
  const result = await client.call("session.delete", {});
  if (result.type === "ok" || isSignedOut(result.problem)) endSession();
  // Whoever leaves is not to think that they are out when they are not.
  else tellProblem(asError(result.problem), "You are still signed in");
}
