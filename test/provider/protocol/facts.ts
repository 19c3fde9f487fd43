import { readFileSync } from "node:fs";

export interface FactField {
  readonly number: number;
  readonly name: string;
  /** A scalar, or the full name of a message or enum; of a map, that of its values. */
  readonly type: string;
  readonly cardinality: string;
}

interface FactRpc {
  readonly name: string;
  readonly request: string;
  readonly response: string;
  readonly streams: "request" | "response" | undefined;
}

export interface Facts {
  readonly rpcs: readonly FactRpc[];
  readonly enums: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly messages: ReadonlyMap<string, readonly FactField[]>;
}

/** The published protocol as data (plugin-protocol-6.tsv), go-plugin's own services left out. */
export function readFacts(): Facts {
  const text = readFileSync(new URL("plugin-protocol-6.tsv", import.meta.url), "utf8");
  const [protocol = ""] = text.split("# go-plugin (package plugin)");
  const [, rpcs = "", enums = "", fields = ""] = protocol.split(/^# (?:RPCs|Enums|Fields):.*$/m);
  return { rpcs: rows(rpcs).map(rpc), enums: readEnums(enums), messages: readMessages(fields) };
}

function rows(section: string): string[][] {
  return section
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split("\t"));
}

function rpc([, name = "", request = "", response = ""]: string[]): FactRpc {
  const streams = request.startsWith("stream ")
    ? "request"
    : response.startsWith("stream ")
      ? "response"
      : undefined;
  return {
    name,
    request: request.replace("stream ", ""),
    response: response.replace("stream ", ""),
    streams,
  };
}

function readEnums(section: string): Map<string, Map<string, number>> {
  const enums = new Map<string, Map<string, number>>();
  for (const [name = "", number, value = ""] of rows(section)) {
    enums.set(name, (enums.get(name) ?? new Map<string, number>()).set(value, Number(number)));
  }
  return enums;
}

function readMessages(section: string): Map<string, FactField[]> {
  const messages = new Map<string, FactField[]>();
  for (const [message = "", number = "", name = "", type = "", cardinality = ""] of rows(section)) {
    const fields = messages.get(message) ?? [];
    messages.set(message, fields);
    const valueType = type.replace(/^map<string,(.*)>$/, "$1");
    if (number !== "") fields.push({ number: Number(number), name, type: valueType, cardinality });
  }
  return withoutNamespaces(messages);
}

/** A message that only gives its name to others never travels; neither does Empty, which only go-plugin uses. */
function withoutNamespaces(messages: Map<string, FactField[]>): Map<string, FactField[]> {
  const names = [...messages.keys()];
  return new Map(
    [...messages].filter(
      ([name, fields]) =>
        name !== "google.protobuf.Empty" &&
        (fields.length > 0 || !names.some((other) => other.startsWith(`${name}.`))),
    ),
  );
}
