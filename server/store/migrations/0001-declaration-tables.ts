import type { ColumnTypes } from "./migration.ts";

export const declarations = ({ text, options }: ColumnTypes): readonly string[] => [
  `create table declarations (
  id ${text} primary key,
  name ${text} not null,
  project_id ${text} not null,
  created_at ${text} not null,
  created_by ${text} not null,
  updated_at ${text} not null,
  applied_by ${text} not null
)${options}`,
  `create unique index declarations_name on declarations (project_id, name)`,
  `create table declared_objects (
  id ${text} primary key,
  declaration_id ${text} not null,
  kind ${text} not null,
  reference ${text} not null,
  document ${text} not null,
  created_at ${text} not null
)${options}`,
  `create index declared_objects_declaration on declared_objects (declaration_id, id)`,
];
