import { fillTable } from "../test/support/many-rows.ts";
import { startBare } from "./bare-server.ts";
import { atLeast, atMost, type Figure, type Measured } from "./figure.ts";
import { type Loaded, load, type Target } from "./load.ts";
import { bytesOfRemembered } from "./remembered-bytes.ts";
import { startVerifying, type VerifyingServer } from "./verifying-server.ts";

/** Tokens that are asked about in turn. */
const ASKED = 1000;
/** Nothing of tokens is remembered. */
const COLD = { JETON_REMEMBERED_TOKENS: "0" };
/** Tokens that are there and nobody asks about. */
const SIZES = [100_000, 1_000_000];

/** Verification next to `node:http` that looks at nothing, with and without what is remembered, and among many tokens. */
export async function measureVerification(
  sizes: readonly number[] = SIZES,
  options: Parameters<typeof load>[1] = {},
): Promise<Measured> {
  await using bare = await startBare();
  await using warm = await startVerifying(ASKED);
  await using cold = await startVerifying(ASKED, COLD);
  const targets: Target[] = [
    bare.target,
    warm.forwardAuth("forward-auth, remembered"),
    warm.check("access:check, remembered"),
    warm.introspection("introspection, remembered"),
    cold.forwardAuth("forward-auth, read"),
    cold.introspection("introspection, read"),
  ];
  const filled: VerifyingServer[] = [];
  try {
    for (const size of sizes) {
      const many = await startVerifying(ASKED, COLD);
      filled.push(many);
      await fillWith(many, size);
      targets.push(many.forwardAuth(amongst(size)));
    }
    const loaded = await load(targets, options);
    return {
      figures: [...figuresOf(loaded, bare.target.name, sizes), await memoryFigure()],
      plots: [
        {
          title: "Answers per CPU-second",
          unit: "requests",
          kind: "bars",
          values: [...loaded].map(([name, { perCpuSecond }]) => [name, perCpuSecond]),
        },
      ],
    };
  } finally {
    for (const server of filled) await server[Symbol.asyncDispose]();
  }
}

const amongst = (size: number): string => `forward-auth, read, of ${size.toLocaleString("en")} tokens`;

async function fillWith({ folder, tokenId, secretId }: VerifyingServer, count: number): Promise<void> {
  await fillTable({ folder }, { table: "tokens", like: tokenId, count, told: ["name"] });
  await fillTable({ folder }, { table: "secrets", like: secretId, count, told: ["hash"] });
}

/** The least each is to be, of what the bare server gives. */
const goals: Readonly<Record<string, number>> = {
  "forward-auth, remembered": 0.7,
  "forward-auth, read": 0.25,
};

function figuresOf(
  loaded: ReadonlyMap<string, Loaded>,
  bareName: string,
  sizes: readonly number[],
): readonly Figure[] {
  const of = (name: string): Loaded => {
    const found = loaded.get(name);
    if (!found) throw new Error(`${name} was not measured`);
    return found;
  };
  const perSecond = ({ perCpuSecond, p99 }: Loaded): string =>
    `${perCpuSecond.toFixed(0)} for each second of CPU, p99 ${p99.toFixed(1)} ms`;
  const bare = of(bareName);
  const few = of("forward-auth, read");
  const figure = (name: string, against: Loaded, text: string): Figure => {
    const ratio = of(name).perCpuSecond / against.perCpuSecond;
    const least = goals[name];
    const goal = least === undefined ? {} : { goal: atLeast(least, ratio) };
    return { name, measured: perSecond(of(name)), against: `${text}: ${perSecond(against)}`, ratio, ...goal };
  };
  const many = new Set(sizes.map(amongst));
  const others = [...loaded.keys()].filter((name) => name !== bareName && !many.has(name));
  const slowest = of("forward-auth, remembered").p99 / bare.p99;
  return [
    ...others.map((name) => figure(name, bare, "bare `node:http`")),
    {
      name: "forward-auth, remembered: the slowest of a hundred",
      measured: `${of("forward-auth, remembered").p99.toFixed(1)} ms`,
      against: `bare \`node:http\`: ${bare.p99.toFixed(1)} ms`,
      ratio: slowest,
      goal: atMost(2.5, slowest),
    },
    ...sizes.map((size): Figure => {
      const found = figure(amongst(size), few, `of ${ASKED.toLocaleString("en")}`);
      return { ...found, goal: atLeast(0.9, found.ratio) };
    }),
  ];
}

async function memoryFigure(): Promise<Figure> {
  const bytes = await bytesOfRemembered(20_000);
  return {
    name: "memory of a remembered token",
    measured: `${bytes.toFixed(0)} bytes`,
    against: "1 KB",
    ratio: bytes / 1024,
    goal: atMost(1, bytes / 1024),
  };
}
