/** What a command sees of the process it runs in. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Data, and nothing else: what a pipe reads. */
  readonly out: (text: string) => void;
  /** What is said to people. */
  readonly err: (text: string) => void;
  /** All of the standard input. */
  readonly readInput: () => Promise<string>;
  /** Whether a person reads `out`. */
  readonly isInteractive: boolean;
  /** Whether a person is there to answer a question. */
  readonly canAsk: boolean;
  /** From then on signals go there, and end nothing by themselves. */
  readonly takeSignals: (take: (signal: NodeJS.Signals) => void) => void;
  /** Resolves when the process is asked to end. */
  readonly interrupted: () => Promise<void>;
}
