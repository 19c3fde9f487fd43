import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useRead } from "../api/queries.ts";

/** Nouns with a name and a page of their own. */
const places = {
  service_account: "/service-accounts",
  user: "/users",
  group: "/groups",
  role: "/roles",
} as const;

export type NamedNoun = keyof typeof places;

interface Shown {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly project?: string;
}

/**
 * An object that another one refers to by id, as a link with its name. Names come with the first of a list, which all that
 * is shown shares; of what is not in it, each for itself.
 */
export function Named({ noun, id }: { readonly noun: NamedNoun; readonly id: string }): ReactNode {
  const { data: list } = useRead(`${noun}.list`, { query: { page_size: 200 } });
  const items: readonly Shown[] = list?.items ?? [];
  const known = items.find((item) => item.id === id);
  const { data: alone } = useRead(`${noun}.get`, list && !known ? { id } : undefined);
  const shown: Shown | undefined = known ?? alone;
  const called = shown?.email ?? shown?.name;
  return (
    <Link to={`${places[noun]}/$id`} params={{ id }}>
      {called === undefined ? <span className="mono">{id}</span> : called}
    </Link>
  );
}
