import { type AccessKind, type AccessMap, type AccessNode } from "../../../contract/access-map.ts";

const COLUMN_WIDTH = 270;
const ROW_HEIGHT = 46;

const columnOf: Readonly<Record<AccessKind, number>> = {
  user: 0,
  service_account: 0,
  claim: 1,
  group: 1,
  role_binding: 2,
  role: 3,
  project: 4,
};

export interface Placed {
  readonly node: AccessNode;
  readonly x: number;
  readonly y: number;
}

/** Of all that `place` makes of a map, in pixels. */
export function heightOf(placed: readonly Placed[]): number {
  return Math.max(...placed.map(({ y }) => y), 0) + ROW_HEIGHT;
}

/** Columns from who to where; in each the order in which the table beside it names them, so that lines cross little. */
export function place({ nodes }: AccessMap): readonly Placed[] {
  const columns = Map.groupBy(nodes, ({ kind }) => columnOf[kind]);
  const longest = Math.max(...[...columns.values()].map((column) => column.length), 1);
  return [...columns].flatMap(([column, inside]) =>
    inside.map((node, index) => ({
      node,
      x: column * COLUMN_WIDTH,
      y: (index + (longest - inside.length) / 2) * ROW_HEIGHT,
    })),
  );
}
