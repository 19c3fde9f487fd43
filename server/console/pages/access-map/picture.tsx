import "@xyflow/react/dist/style.css";
import { useComputedColorScheme } from "@mantine/core";
import { Controls, type Edge, type Node, Position, ReactFlow } from "@xyflow/react";
import { type ReactNode, useMemo } from "react";
import type { AccessMap, AccessNode } from "../../../contract/access-map.ts";
import { accessKindWords } from "../../../contract/access-map-text.ts";
import { place } from "./layout.ts";
import classes from "./picture.module.css";

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
  const { nodes, edges } = useMemo(() => drawn(map), [map]);
  return (
    <div className={classes["frame"]}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        colorMode={colorMode}
        fitView
        fitViewOptions={{ maxZoom: 1 }}
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
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

function drawn(map: AccessMap): { readonly nodes: Node[]; readonly edges: Edge[] } {
  const nodes = place(map).map(({ node: { id, kind, label, note }, x, y }) => {
    const words = note === undefined ? label : `${label} (${note})`;
    return {
      id,
      position: { x, y },
      data: { label: words, kind },
      ariaLabel: `${accessKindWords[kind]} ${words}`,
      className: classes["node"] ?? "",
      domAttributes: { "data-kind": kind } as object,
      sourcePosition: Position.Right,
      targetPosition: Position.Left,
      width: 220,
    };
  });
  const edges = map.edges.map(({ from, to, kind }) => ({
    id: `${from} ${to}`,
    source: from,
    target: to,
    ...(kind === "member" && { label: edgeWords.member }),
  }));
  return { nodes, edges };
}
