import { atLeast, atMost, type Figure, type Measured } from "./figure.ts";
import { load, type Loaded, type Target } from "./load.ts";
import { startVerifying } from "./verifying-server.ts";

const TOKENS = 1000;
const GOAL = 1.8;
/** What another process may add to the processor time of a request. */
const MOST_DEARER = 1.1;

const kinds = { remembered: {}, read: { JETON_REMEMBERED_TOKENS: "0" } };

/** Verifications by 1, 2 and 4 processes, on all cores, which the load generator needs as well. */
export async function measureWorkers(): Promise<Measured> {
  const figures: Figure[] = [];
  for (const [kind, env] of Object.entries(kinds)) figures.push(...figuresOf(kind, await measure(env)));
  return { figures };
}

type Rates = ReadonlyMap<number, Loaded>;

async function measure(env: (typeof kinds)[keyof typeof kinds]): Promise<Rates> {
  await using servers = new AsyncDisposableStack();
  const targets = new Map<number, Target>();
  for (const count of [1, 2, 4]) {
    const server = servers.use(await startVerifying(TOKENS, { ...env, JETON_WORKERS: String(count) }));
    targets.set(count, server.forwardAuth(String(count)));
  }
  // The kernel gives each connection to a process by chance: many, or some process has few of them.
  const found = await load([...targets.values()], { connections: 64, areCoresShared: true });
  return new Map([...targets].map(([count, { name }]) => [count, found.get(name)!]));
}

function figuresOf(kind: string, rates: Rates): readonly Figure[] {
  const one = rates.get(1)!;
  return [...rates]
    .filter(([count]) => count > 1)
    .flatMap(([count, loaded]) => {
      const name = `${String(count)} workers, tokens ${kind}`;
      const ratio = loaded.requestsPerSecond / one.requestsPerSecond;
      const dearer = one.perCpuSecond / loaded.perCpuSecond;
      const isGoal = count === 2 && kind === "read";
      return [
        {
          name: `${name}: requests per second`,
          measured: loaded.requestsPerSecond.toFixed(0),
          against: `one: ${one.requestsPerSecond.toFixed(0)}`,
          ratio,
          ...(isGoal && { goal: atLeast(GOAL, ratio) }),
        },
        {
          name: `${name}: processor time of a request, all processes together`,
          measured: microseconds(loaded),
          against: `one: ${microseconds(one)}`,
          ratio: dearer,
          ...(isGoal && { goal: atMost(MOST_DEARER, dearer) }),
        },
      ];
    });
}

const microseconds = ({ perCpuSecond }: Loaded): string => `${(1e6 / perCpuSecond).toFixed(0)} µs`;
