import type { ReactNode } from "react";

/** The contract's descriptions write names between backticks. */
export function inlineCode(text: string): ReactNode {
  return text.split("`").map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <code key={`${String(index)}${part}`} className="mono">
        {part}
      </code>
    ),
  );
}
