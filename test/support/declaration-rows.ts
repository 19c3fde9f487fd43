import type { DeclarationRow, DeclaredObjectRow } from "../../server/domain/rows.ts";

const TIME = "2026-01-02T03:04:05.678Z";

export const declarationRow = (row: Partial<DeclarationRow> & { id: string }): DeclarationRow => {
  const times = { created_at: TIME, updated_at: TIME };
  const by = { created_by: "sa_maker", applied_by: "sa_maker" };
  return {
    ...times,
    ...by,
    name: row.id.replace(/^decl_/, ""),
    project_id: "system",
    ...row,
  };
};

export const declaredObjectRow = (row: Partial<DeclaredObjectRow> & { id: string }): DeclaredObjectRow => ({
  declaration_id: "decl_a",
  kind: "service_account",
  reference: "sa/shop/deployer",
  document: {},
  created_at: TIME,
  ...row,
});
