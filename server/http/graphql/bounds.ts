import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isCompositeType,
  isObjectType,
  isInterfaceType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  visit,
} from "graphql";
import { Problem } from "../../contract/problem.ts";

/** What one request may ask for at most; docs/design/graphql.md says why these. */
export const bounds = {
  tokens: 2_000,
  aliases: 30,
  /** Fields within each other. */
  depth: 15,
  /** Objects it may yield, and five for each list. */
  cost: 5_000,
  milliseconds: 10_000,
  /** Characters of values. */
  reply: 8 * 1024 * 1024,
} as const;

const COST_OF_LIST = 5;
const MOST_OF_LIST = 200;
const USUAL_OF_LIST = 50;

interface Size {
  readonly depth: number;
  readonly cost: number;
}
const nothing: Size = { depth: 0, cost: 0 };

interface Asked {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Each fragment is measured once, however often it is spread: a few lines of them may stand for billions of fields. */
  readonly measured: Map<string, Size>;
}

/**
 * Refuses a valid document whose operation asks for too much.
 * @throws Problem `query_too_costly`
 */
export function demandModest(
  schema: GraphQLSchema,
  document: DocumentNode,
  asked: Pick<Asked, "operation" | "variables">,
): void {
  demand("aliases", aliasesIn(document), "send several requests instead");
  demandPlainIntrospection(document);
  const root = schema.getQueryType();
  if (!root) return;
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
  const all: Asked = { ...asked, schema, fragments, measured: new Map() };
  const { depth, cost } = sizeOf(all, asked.operation.selectionSet, root);
  demand("depth", depth, "ask for what is within by its id");
  demand("cost", cost, "ask for fewer objects, by `first`: each counts one, and each list five more");
}

function demand(what: "aliases" | "depth" | "cost", given: number, remedy: string): void {
  const most = bounds[what];
  if (given <= most) return;
  const detail = `the query's ${what} may be ${String(most)} at most, and this one's is ${String(given)}: ${remedy}`;
  throw new Problem("query_too_costly", detail);
}

function aliasesIn(document: DocumentNode): number {
  let count = 0;
  visit(document, {
    Field: ({ alias }) => {
      if (alias) count += 1;
    },
  });
  return count;
}

/** Only these begin with what is the schema's own: see section 2.1.8 of the specification, "Reserved Names". */
function isOfSchema(node: ASTNode): boolean {
  if (node.kind === Kind.FIELD) return ["__schema", "__type"].includes(node.name.value);
  return node.kind === Kind.FRAGMENT_DEFINITION && node.typeCondition.name.value.startsWith("__");
}

/**
 * The schema has no cost, since each of its lists is as long as it is. With an alias it would be told as often as that, and
 * within another one as often as both together.
 */
function demandPlainIntrospection(document: DocumentNode): void {
  let within = 0;
  visit(document, {
    enter: (node) => {
      if (isOfSchema(node)) within += 1;
      if (within === 0 || node.kind !== Kind.FIELD || !node.alias) return;
      throw new Problem("query_too_costly", "the schema is told once a query: ask for it without aliases");
    },
    leave: (node) => {
      if (isOfSchema(node)) within -= 1;
    },
  });
}

function sizeOf(asked: Asked, set: SelectionSetNode, parent: GraphQLCompositeType): Size {
  let depth = 0;
  let cost = 0;
  for (const selection of set.selections) {
    const size = sizeOfSelection(asked, selection, parent);
    depth = Math.max(depth, size.depth);
    cost += size.cost;
  }
  return { depth, cost };
}

function sizeOfSelection(asked: Asked, selection: SelectionNode, parent: GraphQLCompositeType): Size {
  if (selection.kind === Kind.FIELD) return sizeOfField(asked, selection, parent);
  if (selection.kind === Kind.INLINE_FRAGMENT) {
    const { typeCondition, selectionSet } = selection;
    return sizeOf(asked, selectionSet, narrowed(asked, typeCondition?.name.value, parent));
  }
  const name = selection.name.value;
  const before = asked.measured.get(name);
  const fragment = asked.fragments.get(name);
  if (before || !fragment) return before ?? nothing;
  const size = sizeOf(
    asked,
    fragment.selectionSet,
    narrowed(asked, fragment.typeCondition.name.value, parent),
  );
  asked.measured.set(name, size);
  return size;
}

function narrowed(
  { schema }: Asked,
  name: string | undefined,
  parent: GraphQLCompositeType,
): GraphQLCompositeType {
  const type = name === undefined ? parent : schema.getType(name);
  return isCompositeType(type) ? type : parent;
}

function sizeOfField(asked: Asked, node: FieldNode, parent: GraphQLCompositeType): Size {
  const hasFields = isObjectType(parent) || isInterfaceType(parent);
  const field = hasFields ? parent.getFields()[node.name.value] : undefined;
  // The schema itself is no data; how deep it is asked for is bounded by a rule of the library, and how often above.
  if (!field) return nothing;
  const type = getNamedType(field.type);
  const within =
    node.selectionSet && isCompositeType(type) ? sizeOf(asked, node.selectionSet, type) : nothing;
  return {
    depth: within.depth + 1,
    cost: costOf(field.extensions["asks"], within.cost, firstOf(asked, node)),
  };
}

/** What a field says that it asks for, besides a value of what is there already: an object or a list. */
function costOf(asks: unknown, within: number, first: number): number {
  if (asks === "list") return COST_OF_LIST + first * (1 + within);
  return asks === "object" ? 1 + within : within;
}

/** How many objects a list is asked for; what is refused later counts as the most there may be. */
function firstOf(asked: Asked, { arguments: given = [] }: FieldNode): number {
  const value = given.find(({ name }) => name.value === "first")?.value;
  if (value?.kind !== Kind.VARIABLE) return said(value);
  const name = value.name.value;
  const sent = asked.variables[name];
  if (sent !== undefined) return sent === null ? USUAL_OF_LIST : clamped(sent);
  const declared = asked.operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  return said(declared?.defaultValue);
}

function said(value: ValueNode | undefined): number {
  if (!value || value.kind === Kind.NULL) return USUAL_OF_LIST;
  return value.kind === Kind.INT ? clamped(Number(value.value)) : MOST_OF_LIST;
}

function clamped(first: unknown): number {
  return typeof first === "number" && first >= 1 && first <= MOST_OF_LIST ? first : MOST_OF_LIST;
}
