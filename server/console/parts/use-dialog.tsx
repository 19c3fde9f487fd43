import { type ReactNode, Suspense, useState } from "react";

/** The one dialog that is open on a page, if any; what it is made of is loaded when it is opened. */
export function useDialog(): {
  readonly dialog: ReactNode;
  readonly show: (make: (close: () => void) => ReactNode) => void;
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
