import type { Figure, Measured } from "./figure.ts";
import { commands, type Costs, costOf } from "./provider-cost.ts";

const [FEW, MANY] = [100, 1_000];
/** Milliseconds of CPU for each resource more. */
const MOST = 1.5;
const MOST_MEGABYTES = 150;

/** What the built provider costs for each resource more, by command, with the real terraform and a real server. */
export async function measureProvider(): Promise<Measured> {
  const few = await costOf(FEW);
  const many = await costOf(MANY);
  return { figures: commands.flatMap((command) => [slope(command, few, many), peak(command, many)]) };
}

function slope(command: keyof Costs, few: Costs, many: Costs): Figure {
  const more = (who: "provider" | "terraform"): number =>
    (many[command][who] - few[command][who]) / (MANY - FEW);
  return {
    name: `${command}: CPU for each resource more`,
    measured: `${more("provider").toFixed(2)} ms`,
    against: `Terraform itself: ${more("terraform").toFixed(2)} ms`,
    ratio: more("provider") / more("terraform"),
    goal: { text: `at most ${String(MOST)} ms`, held: more("provider") <= MOST },
  };
}

function peak(command: keyof Costs, many: Costs): Figure {
  const { peak: megabytes } = many[command];
  return {
    name: `${command} of ${String(MANY)}: memory at most`,
    measured: `${megabytes.toFixed(0)} MB`,
    against: `${String(MOST_MEGABYTES)} MB`,
    ratio: megabytes / MOST_MEGABYTES,
    goal: { text: "at most 1x", held: megabytes <= MOST_MEGABYTES },
  };
}
