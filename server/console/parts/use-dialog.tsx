import { type ReactNode, Suspense, useState } from "react";

/** Opens a dialog, which is handed what closes it. */
export type Show = (make: (close: () => void) => ReactNode) => void;

/** The one dialog that is open on a page, if any; what it is made of is loaded when it is opened. */
export function useDialog(): {
  readonly dialog: ReactNode;
  readonly show: Show;
} {
  const [make, setMake] = useState<(close: () => void) => ReactNode>();
  const close = (): void => {
    setMake(undefined);
  };
  return {
    dialog: make && <Suspense>{make(close)}</Suspense>,
    // A function in a state is wrapped, or it would be called.
    show: (next) => {
      setMake(() => next);
    },
  };
}
