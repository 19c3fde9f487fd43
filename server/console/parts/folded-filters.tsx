import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconFilter } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";

/** Several filters: beside each other, and on a phone behind a button, lest they fill the screen before any row. */
export function FoldedFilters({
  count,
  children,
}: {
  /** How many of them narrow something. */
  readonly count: number;
  readonly children: ReactNode;
}): ReactNode {
  const isPhone = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const [isOpen, setOpen] = useState(count > 0);
  if (!isPhone) return children;
  return (
    <>
      <Button
        variant="default"
        fullWidth
        leftSection={<IconFilter size={16} aria-hidden />}
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        {count > 0 ? `Filters (${String(count)})` : "Filters"}
      </Button>
      {isOpen && children}
    </>
  );
}
