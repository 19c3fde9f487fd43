import protobuf from "protobufjs";
import type { FactField, Facts } from "./facts.ts";

/** protobufjs, an independent codec, given the published facts as a .proto file and nothing of ours. */
export function buildOracle(facts: Facts): protobuf.Root {
  const root = new protobuf.Root();
  for (const packageName of ["google.protobuf", "tfplugin6"]) {
    protobuf.parse(protoFile(facts, packageName), root, { keepCase: true });
  }
  root.resolveAll();
  return root;
}

interface Scope {
  readonly lines: string[];
  readonly inner: Map<string, Scope>;
}

function protoFile(facts: Facts, packageName: string): string {
  const top: Scope = { lines: ['syntax = "proto3";', `package ${packageName};`], inner: new Map() };
  const names = new Set([...facts.messages.keys(), ...facts.enums.keys()]);
  for (const name of names) {
    if (!name.startsWith(`${packageName}.`)) continue;
    const path = name.slice(packageName.length + 1).split(".");
    const values = facts.enums.get(name);
    const declaration = values ? `enum ${path.at(-1)}` : `message ${path.at(-1)}`;
    const parent = path.slice(0, -1).reduce((scope, part) => enter(scope, `message ${part}`), top);
    const lines = values ? enumLines(values) : messageLines(facts.messages.get(name) ?? []);
    enter(parent, declaration).lines.push(...lines);
  }
  return print(top).join("\n");
}

function enter(scope: Scope, declaration: string): Scope {
  const inner = scope.inner.get(declaration) ?? { lines: [], inner: new Map<string, Scope>() };
  scope.inner.set(declaration, inner);
  return inner;
}

function print({ lines, inner }: Scope): string[] {
  return [
    ...lines,
    ...[...inner].flatMap(([declaration, scope]) => [`${declaration} {`, ...print(scope), "}"]),
  ];
}

function enumLines(values: ReadonlyMap<string, number>): string[] {
  return [...values].map(([name, number]) => `${name} = ${number};`);
}

function messageLines(fields: readonly FactField[]): string[] {
  const oneof = fields.filter(({ cardinality }) => cardinality.startsWith("oneof "));
  const others = fields.filter((field) => !oneof.includes(field)).map(fieldLine);
  return oneof[0] ? [...others, `${oneof[0].cardinality} {`, ...oneof.map(fieldLine), "}"] : others;
}

function fieldLine({ name, number, type, cardinality }: FactField): string {
  const word = cardinality === "repeated" || cardinality === "optional" ? `${cardinality} ` : "";
  const full = type.includes(".") ? `.${type}` : type;
  return `${word}${cardinality === "map" ? `map<string, ${full}>` : full} ${name} = ${number};`;
}
