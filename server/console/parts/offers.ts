import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Request } from "../../contract/operations.ts";
import { client } from "../api/client.ts";
import { valueOf } from "../api/refusal.ts";
import type { NamedNoun } from "./named.tsx";

interface Offer {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly project?: string;
}

/** As many as somebody looks through. */
const MOST = 50;
const PAUSE = 200;

/** Objects to choose from: the first, and once somebody types, those that the server finds by it. */
export function useOffers(noun: NamedNoun | "project", typed: string): readonly Offer[] {
  const name = typed.slice(typed.lastIndexOf("/") + 1).trim();
  const [search] = useDebouncedValue(name, PAUSE);
  const { data } = useQuery({
    queryKey: [`${noun}.offers`, search],
    queryFn: async () => {
      const query = { page_size: MOST, ...(search !== "" && { search }) };
      // All of these lists take a search.
      const request = { query } as Request<"project.list">;
      return valueOf(await client.call(`${noun}.list` as "project.list", request));
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 30_000,
  });
  return data?.items ?? [];
}

/** By what people name an object: `shop/deployer`, or a user's e-mail address. */
export function referenceOf({ name = "", email, project }: Offer): string {
  return email ?? (project === undefined ? name : `${project}/${name}`);
}
