import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Named, type NamedNoun } from "./named.tsx";

/** By the beginning of an id, what it is of. */
const nouns: Readonly<Record<string, NamedNoun>> = { usr: "user", sa: "service_account", role: "role" };

/** Who did something, by an id that may be of a user, a service account, a token of a role, or the server itself. */
export function ActorName({ id }: { readonly id: string }): ReactNode {
  const [prefix = ""] = id.split("_");
  const noun = nouns[prefix];
  if (noun) return <Named noun={noun} id={id} />;
  if (prefix !== "tok") return <span className="mono">{id}</span>;
  return (
    <Link to="/tokens/$id" params={{ id }} className="mono">
      {id}
    </Link>
  );
}
