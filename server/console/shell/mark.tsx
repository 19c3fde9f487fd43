import type { ReactNode } from "react";

/** The jeton itself. */
export function Mark({ size = 22 }: { readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="14" fill="var(--mantine-primary-color-filled)" />
      <circle cx="16" cy="16" r="10" fill="none" stroke="#fff" strokeWidth="1.6" strokeDasharray="2.6 2.6" />
      <path
        d="M18.6 9.8v9a3.6 3.6 0 0 1-6.6 2"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
    </svg>
  );
}
