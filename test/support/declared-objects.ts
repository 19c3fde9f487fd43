import type { Fields } from "./declared-model.ts";
import { fieldNames, slots } from "./declared-slots.ts";
import type { DomainWorld } from "./domain-world.ts";

const kinds = [
  ["projects", "prj"],
  ["resource_types", "rt"],
  ["roles", "role"],
  ["service_accounts", "sa"],
  ["groups", "grp"],
  ["group_members", "gm"],
  ["role_bindings", "rb"],
  ["tokens", "tok"],
] as const;

/** What there is, by reference, with the fields that are declared. */
export async function objectsOf(world: DomainWorld) {
  const names = new Map<unknown, string>([["role_viewer", "role/system/viewer"]]);
  const found = new Map<string, { readonly id: string; readonly fields: Fields }>();
  for (const [kind, prefix] of kinds) {
    for (const row of (await world.store.read[kind].list({})) as unknown as readonly (Fields & {
      readonly id: string;
    })[]) {
      if (
        row["built_in"] === true ||
        row["managed_by"] === "bootstrap" ||
        (row["revoked_at"] ?? null) !== null
      )
        continue;
      const shown = Object.fromEntries(
        Object.entries(row).map(([name, value]) =>
          name === "project_id"
            ? ["project", names.get(value)?.slice("prj/".length)]
            : [name, names.get(value) ?? value],
        ),
      );
      const subject = ["role_id", "group_id", "service_account_id"].flatMap((name) => shown[name] ?? []);
      const parts = {
        NAME: [shown["name"]],
        HOME: [shown["project"], shown["name"]],
        gm: [shown["group_id"], shown["service_account_id"]],
        rb: [shown["role_id"], shown["service_account_id"] ?? shown["group_id"], shown["project"]],
        tok: [...subject, shown["name"]],
      };
      const form = prefix in parts ? (prefix as "gm") : prefix === "prj" || prefix === "rt" ? "NAME" : "HOME";
      const reference = [prefix, ...parts[form]].join("/");
      names.set(row.id, reference);
      const slot = slots.find((one) => one.reference === reference);
      const fields = slot ? fieldNames(slot) : [];
      found.set(reference, {
        id: row.id,
        fields: Object.fromEntries([...fields, "managed_by"].map((name) => [name, shown[name]])),
      });
    }
  }
  return found;
}
