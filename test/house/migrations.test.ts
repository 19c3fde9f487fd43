import { expect, test } from "vitest";
import { postgresDialect, sqliteDialect } from "../../server/store/dialect.ts";
import { migrations } from "../../server/store/migrations/all.ts";

/** What replicas of the version before do not notice, and what holds up none of their requests for long. */
const additive = [
  /^create table \w+ \(/,
  /^create index /,
  /^alter table \w+ add column \w+ (?!.*\bnot null\b)(?!.*\b(?:unique|references|check)\b)/,
  /^alter table \w+ add column \w+ (?=.*\bnot null default\b)(?!.*\b(?:unique|references|check)\b)/,
];
/** Rows of a table that is new may be as unlike one another as it says. */
const ofNewTable = /^create unique index \w+ on (\w+) /;

function notAdditive(statements: readonly string[]): readonly string[] {
  const made = new Set(statements.map((statement) => /^create table (\w+) /.exec(statement)?.[1]));
  return statements.filter(
    (statement) =>
      !additive.some((form) => form.test(statement)) && !made.has(ofNewTable.exec(statement)?.[1] ?? "-"),
  );
}

test("every migration after the first only adds, so that the version before serves on beside it", () => {
  for (const { types } of [sqliteDialect, postgresDialect]) {
    for (const migration of migrations.slice(1)) {
      expect([migration.name, notAdditive(migration.statements(types))]).toEqual([migration.name, []]);
    }
  }
});

test("what is no addition is told from what is", () => {
  const fine = [
    "create table a (id text primary key)",
    "create unique index a_id on a (id)",
    "create index tokens_b on tokens (b, id)",
    "alter table tokens add column b text",
    "alter table tokens add column b text collate \"C\" not null default 'x'",
  ];
  expect(notAdditive(fine)).toEqual([]);
  const breaking = [
    "drop table tokens",
    "alter table tokens drop column b",
    "alter table tokens rename column b to c",
    "alter table tokens add column b text not null",
    "alter table tokens add column b text unique",
    "alter table tokens alter column b set not null",
    "create unique index tokens_b on tokens (b)",
    "update tokens set b = 1",
    "delete from tokens",
  ];
  expect(notAdditive(breaking)).toEqual(breaking);
});
