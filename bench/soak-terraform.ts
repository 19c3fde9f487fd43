import { faults, openFaultWorld } from "../test/support/terraform-faults.ts";

interface Applied {
  readonly rounds: number;
  /** In how many of them the apply came to its fault. */
  readonly happened: number;
}

/**
 * Has the real terraform apply random configurations of tokens while something goes wrong, each kind of fault in its turn.
 * @throws Error with what the next applies did not mend
 */
export async function run({
  rounds,
  seed,
}: {
  readonly rounds: number;
  readonly seed: number;
}): Promise<Applied> {
  const random = generator(seed);
  await using world = await openFaultWorld(random);
  let happened = 0;
  for (let done = 0; done < rounds; done += 1) {
    const fault = faults[done % faults.length] ?? "busy";
    const round = await world.round(fault, 1 + Math.floor(random() * 4));
    if (round.broken.length > 0) throw new Error(`after ${fault}: ${round.broken.join("\n")}`);
    if (round.happened) happened += 1;
  }
  return { rounds, happened };
}

/** From 0 to 1, the same for the same seed (Park and Miller's minimal standard). */
function generator(seed: number): () => number {
  const MODULUS = 2_147_483_647;
  let state = (seed % (MODULUS - 1)) + 1;
  return () => (state = (state * 48_271) % MODULUS) / MODULUS;
}
