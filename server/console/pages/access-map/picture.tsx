import "@xyflow/react/dist/style.css";
import { useComputedColorScheme } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Controls, type Edge, type Node, Position, ReactFlow } from "@xyflow/react";
import { type CSSProperties, type ReactNode, useMemo } from "react";
import type { AccessMap, AccessNode } from "../../../contract/access-map.ts";
import { accessKindWords } from "../../../contract/access-map-text.ts";
import { heightOf, place } from "./layout.ts";
import classes from "./picture.module.css";

/** Above and below: the buttons are there. */
const MARGIN = 50;

const edgeWords = { member: "is in", bound: "has", gives: "gives", in: "in" } as const;

/** The map drawn in columns. Its nodes are reached by the Tab key and chosen by Enter; what they are is in the table, too. */
export function Picture({
  map,
  onChoose,
}: {
  readonly map: AccessMap;
  readonly onChoose: (node: AccessNode) => void;
}): ReactNode {
  const colorMode = useComputedColorScheme("light");
  const { nodes, edges, height } = useMemo(() => drawn(map), [map]);
  // All of it would be too small to read on a phone: there it begins with who, and is moved.
  const isNarrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false });
  const view = isNarrow ? { defaultViewport: { x: 14, y: 14, zoom: 0.8 } } : { fitView: true };
  const style = { "--picture-height": `${String(height + 2 * MARGIN)}px` } as CSSProperties;
  return (
    <div className={classes["frame"]} style={style}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        colorMode={colorMode}
        {...view}
        fitViewOptions={{ maxZoom: 1, padding: 0.04 }}
        minZoom={0.1}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        preventScrolling={false}
        zoomOnScroll={false}
        onNodesChange={(changes) => {
          // What a click and the Enter key have in common.
          const chosen = changes.find((change) => change.type === "select" && change.selected);
          const node = map.nodes.find(({ id }) => chosen && "id" in chosen && id === chosen.id);
          if (node) onChoose(node);
        }}
      >
        <Controls showInteractive={false} orientation="horizontal" />
      </ReactFlow>
    </div>
  );
}

interface Drawn {
  readonly nodes: Node[];
  readonly edges: Edge[];
  readonly height: number;
}

/** Of a binding's id the part that tells it from others made at the same time. */
const ID_END = 12;

function drawn(map: AccessMap): Drawn {
  const placed = place(map);
  const nodes = placed.map(({ node: { id, kind, label, note }, x, y }) => {
    const end = note === undefined ? "" : ` (${note})`;
    const shown = kind === "role_binding" ? `binding …${label.slice(-ID_END)}` : label;
    return {
      id,
      position: { x, y },
      data: { label: `${shown}${end}`, kind },
      ariaLabel: `${accessKindWords[kind]} ${label}${end}`,
      className: classes["node"] ?? "",
      domAttributes: { "data-kind": kind } as object,
      sourcePosition: Position.Right,
      targetPosition: Position.Left,
      // Known, so that no node waits to be measured before it is shown and can be focused.
      width: 220,
      height: 32,
    };
  });
  const edges = map.edges.map(({ from, to, kind }) => ({
    id: `${from} ${to}`,
    source: from,
    target: to,
    ...(kind === "member" && { label: edgeWords.member }),
  }));
  return { nodes, edges, height: heightOf(placed) };
}
