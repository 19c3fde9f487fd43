import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { AccessLists } from "../../../contract/access-map.ts";
import { readSome } from "../../api/some.ts";

/** Pages of a list that are read: a map of more nobody reads, and a server has others to answer. */
const MOST_PAGES = 5;

export interface ReadLists {
  readonly lists: AccessLists;
  /** What was left out of, in words. */
  readonly parts: readonly string[];
  readonly refused: readonly string[];
}

/** All that the map is drawn from, as far as the reader may list it. */
export function useAccessLists(): UseQueryResult<ReadLists> {
  return useQuery({ queryKey: ["access-map"], queryFn: readLists });
}

async function readLists(): Promise<ReadLists> {
  const [users, serviceAccounts, groups, groupMembers, roles, roleBindings, resourceTypes] =
    await Promise.all([
      readSome("user.list", {}, MOST_PAGES),
      readSome("service_account.list", {}, MOST_PAGES),
      readSome("group.list", {}, MOST_PAGES),
      readSome("group_member.list", {}, MOST_PAGES),
      readSome("role.list", {}, MOST_PAGES),
      readSome("role_binding.list", {}, MOST_PAGES),
      readSome("resource_type.list", {}, MOST_PAGES),
    ]);
  const read = {
    users,
    "service accounts": serviceAccounts,
    groups,
    "members of groups": groupMembers,
    roles,
    bindings: roleBindings,
    "resource types": resourceTypes,
  };
  const named = (is: "isPart" | "isRefused"): readonly string[] =>
    Object.entries(read).flatMap(([name, list]) => (list[is] ? [name] : []));
  return {
    lists: {
      users: users.items,
      serviceAccounts: serviceAccounts.items,
      groups: groups.items,
      groupMembers: groupMembers.items,
      roles: roles.items,
      roleBindings: roleBindings.items,
      resourceTypes: resourceTypes.items,
    },
    parts: named("isPart"),
    refused: named("isRefused"),
  };
}
