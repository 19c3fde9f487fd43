import { setTimeout } from "node:timers/promises";
import { atLeast, type Figure, type Measured } from "./figure.ts";
import { load, type Loaded, type Target } from "./load.ts";
import { startVerifying } from "./verifying-server.ts";

const TOKENS = 2000;
/** Milliseconds between changes of rights, after each of which nothing is remembered. */
const CHANGES = 20;
const GOAL = 1.8;

/** Verifications by 1, 2 and 4 processes, on all cores, which the load generator needs as well. */
export async function measureWorkers(): Promise<Measured> {
  const counts = [1, 2, 4];
  const warm = await measure(counts, "warm");
  const cold = await measure(counts, "cold");
  return { figures: [...figuresOf("remembered", warm), ...figuresOf("looked up", cold)] };
}

type Rates = ReadonlyMap<number, Loaded>;

async function measure(counts: readonly number[], kind: "warm" | "cold"): Promise<Rates> {
  await using servers = new AsyncDisposableStack();
  const targets: { readonly count: number; readonly target: Target }[] = [];
  let isDone = false;
  const changing: Promise<void>[] = [];
  for (const count of counts) {
    const server = servers.use(await startVerifying(TOKENS, { JETON_WORKERS: String(count) }));
    targets.push({ count, target: server.forwardAuth(String(count)) });
    const changed = async (): Promise<void> => {
      for (let turn = 0; !isDone; turn += 1) {
        await server.change(turn);
        await setTimeout(CHANGES);
      }
    };
    if (kind === "cold") changing.push(changed());
  }
  const found = await load(
    targets.map(({ target }) => target),
    { connections: 64, areCoresShared: true },
  );
  isDone = true;
  await Promise.all(changing);
  return new Map(targets.map(({ count, target }) => [count, found.get(target.name)!]));
}

function figuresOf(kind: string, rates: Rates): readonly Figure[] {
  const one = rates.get(1)!;
  const told = ({ requestsPerSecond, perCpuSecond }: Loaded): string =>
    `${requestsPerSecond.toFixed(0)} per second, ${perCpuSecond.toFixed(0)} per second of CPU`;
  return [...rates]
    .filter(([count]) => count > 1)
    .map(([count, loaded]) => {
      const ratio = loaded.requestsPerSecond / one.requestsPerSecond;
      const name = `${String(count)} workers, tokens ${kind}`;
      const figure = { name, measured: told(loaded), against: `one: ${told(one)}`, ratio };
      return count === 2 && kind === "looked up" ? { ...figure, goal: atLeast(GOAL, ratio) } : figure;
    });
}
