import { declaration } from "../../contract/nouns/declaration.ts";
import { projectNamed, type Resource, filteredBy } from "../resource.ts";
import { entry } from "../use-case.ts";

export const declarationResource: Resource<typeof declaration, "declarations"> = {
  noun: declaration,
  kind: "declarations",
  scopeId: ({ project_id }) => project_id,
  scopeColumn: "project_id",
  nameOf: ({ name }) => name,
  find: projectNamed,
  where: filteredBy(declaration),
  show: async ({ project_id, ...row }, { scopes, rows }) => ({
    ...row,
    project: (await scopes.byId(project_id))?.name ?? project_id,
    objects: await rows.declared_objects.count({ declaration_id: row.id }),
  }),
  // What they made stays: it is in projects of its own right.
  remove: async ({ rows }, removed) => {
    const ids = removed.map(({ id }) => id);
    await rows.declared_objects.delete({ declaration_id: ids });
    await rows.declarations.delete({ id: ids });
    return removed.map(({ id }) => entry("declaration.delete", id));
  },
};
