import type { Paired } from "./paired.ts";

/** One thing that was measured, next to something known in the same run: machines differ, and are never quiet. */
export interface Figure {
  readonly name: string;
  readonly measured: string;
  /** What it is compared with, and what that gave. */
  readonly against: string;
  readonly ratio: number;
  readonly goal?: Goal;
}

interface Goal {
  readonly text: string;
  readonly held: boolean;
}

/** A picture of a part: bars beside one another, or a line where the names are numbers that grow. */
export interface Plot {
  readonly title: string;
  readonly unit: string;
  readonly kind: "bars" | "line";
  readonly isLogarithmic?: boolean;
  readonly values: readonly (readonly [name: string, value: number])[];
}

export interface Part {
  readonly title: string;
  /** What was done, for a reader who wants to know what the figures mean. */
  readonly about: string;
  readonly measure: () => Promise<Measured>;
}

export interface Measured {
  readonly figures: readonly Figure[];
  readonly plots?: readonly Plot[];
}

export const atLeast = (least: number, ratio: number): Goal => ({
  text: `at least ${String(least)}x`,
  held: ratio >= least,
});

export const atMost = (most: number, ratio: number): Goal => ({
  text: `at most ${String(most)}x`,
  held: ratio <= most,
});

const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;

/** How long something takes, next to a Node.js that does nothing. */
export function timing(name: string, paired: Paired, goal: (paired: Paired) => Goal): Figure {
  const { measured, against, ratio } = paired;
  return {
    name,
    measured: milliseconds(measured.median),
    against: `\`node -e 0\`: ${milliseconds(against.median)}`,
    ratio,
    goal: goal(paired),
  };
}

export const ratioAtMost =
  (most: number) =>
  ({ ratio }: Paired): Goal =>
    atMost(most, ratio);

export const below =
  (most: number) =>
  ({ measured }: Paired): Goal => ({
    text: `below ${milliseconds(most)}`,
    held: measured.median < most,
  });

export const atMostMore =
  (most: number) =>
  ({ measured, against }: Paired): Goal => ({
    text: `at most ${milliseconds(most)} more`,
    held: measured.median - against.median <= most,
  });
