import {
  type InfiniteData,
  type QueryKey,
  QueryCache,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useMemo } from "react";
import type { Page, Reply, Request } from "../../contract/operations.ts";
import type { OperationId } from "../../contract/routes.ts";
import { client } from "./client.ts";
import { isSignedOut, problemOf, valueOf } from "./refusal.ts";

/** Of an operation and what is sent to it; a list's begins with its id, so that all of its pages are found. */
export type ReadId = {
  [Id in OperationId]: Reply<Id> extends undefined ? never : Id;
}[OperationId];
export type ListId = Extract<OperationId, `${string}.list`>;
export type ItemOf<Id extends ListId> = Reply<Id> extends Page<infer T> ? T : never;

/** What narrows a list, as the address bar has it: texts; what is empty is left out. */
export type Filters = Readonly<Record<string, string | undefined>>;

export const SESSION_KEY: QueryKey = ["session.get"];

export const queries = new QueryClient({
  // A reply that says that nobody is signed in any more ends the session here, too.
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      if (queryKey[0] !== SESSION_KEY[0] && isSignedOut(problemOf(error))) endSession();
    },
  }),
  defaultOptions: {
    // The client repeats what may be repeated.
    queries: { retry: false, staleTime: 15_000, refetchOnWindowFocus: false },
    mutations: { retry: false },
  },
});

/** Nobody is signed in: what was read is forgotten. */
export function endSession(): void {
  queries.setQueryData(SESSION_KEY, null);
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
}

/** One reply, kept while it is shown; `undefined` asks for nothing yet. */
export function useRead<Id extends ReadId>(
  id: Id,
  request: Request<Id> | undefined,
): UseQueryResult<Reply<Id>> {
  return useQuery({
    queryKey: [id, request],
    queryFn: async () => valueOf(await client.call(id, request as Request<Id>)),
    enabled: request !== undefined,
  });
}

export interface EndlessList<T> {
  readonly items: readonly T[];
  readonly isPending: boolean;
  readonly isMore: boolean;
  readonly isFetchingMore: boolean;
  readonly error: Error | null;
  readonly fetchMore: () => void;
  readonly retry: () => void;
}

const PAGE_SIZE = 100;
/** The order of lists that nobody has sorted: what was made last is at their beginning. */
export const NEWEST = "created_at desc";

/** A list, page after page as somebody scrolls. */
export function useEndless<Id extends ListId>(id: Id, filters: Filters): EndlessList<ItemOf<Id>> {
  const given = Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== undefined && value !== ""),
  );
  const query = useInfiniteQuery({
    queryKey: [id, given],
    queryFn: async ({ pageParam }) => {
      const sent = { query: { page_size: PAGE_SIZE, ...given, page_token: pageParam } };
      // A list's request is its query and its reply a page; TypeScript does not see it through the id's type parameter.
      return valueOf(await client.call(id, sent as Request<Id>)) as Page<ItemOf<Id>>;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_page_token ?? undefined,
    // Reading a long list again page by page would take as long as scrolling through it: changes are written into it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return {
    items,
    isPending: query.isPending,
    isMore: query.hasNextPage,
    isFetchingMore: query.isFetchingNextPage,
    error: query.error,
    fetchMore: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
    },
    retry: () => {
      void query.refetch();
    },
  };
}

/** A change: resolves to the reply, rejects with an error whose cause is the problem. */
export function useWrite<Id extends OperationId>(id: Id, onDone?: (reply: Reply<Id>) => void) {
  return useMutation<Reply<Id>, Error, Request<Id>>({
    mutationKey: [id],
    mutationFn: async (request) => valueOf(await client.call(id, request)),
    // What a reply holds may be a secret: it is handed on, and not kept.
    gcTime: 0,
    onSuccess: (reply) => {
      onDone?.(reply);
    },
    onError: (error) => {
      if (isSignedOut(problemOf(error))) endSession();
    },
  });
}

interface Identified {
  readonly id: string;
}

/** Shows objects as they are now, in every list and on their pages, and leaves what is scrolled to where it is. */
export function showChanged(noun: string, ...changed: readonly Identified[]): void {
  const byId = new Map(changed.map((item) => [item.id, item]));
  changeLists(noun, (items) => items.map((item) => ({ ...item, ...byId.get(item.id) })));
  void queries.invalidateQueries({ queryKey: [`${noun}.get`] });
}

/** Takes deleted objects out of every list. */
export function showDeleted(noun: string, ...ids: readonly string[]): void {
  const gone = new Set(ids);
  changeLists(noun, (items) => items.filter((item) => !gone.has(item.id)));
}

/** Reads lists anew from their beginning, where what was made is to be seen. */
export function showCreated(noun: string): void {
  for (const [key, data] of queries.getQueriesData<InfiniteData<Page<Identified>>>({
    queryKey: [`${noun}.list`],
  })) {
    if (!data?.pages) continue;
    queries.setQueryData(key, { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) });
  }
  void queries.invalidateQueries({ queryKey: [`${noun}.list`] });
}

function changeLists(noun: string, change: (items: readonly Identified[]) => readonly Identified[]): void {
  queries.setQueriesData<InfiniteData<Page<Identified>>>({ queryKey: [`${noun}.list`] }, (data) =>
    data?.pages
      ? { ...data, pages: data.pages.map((page) => ({ ...page, items: change(page.items) })) }
      : data,
  );
}
