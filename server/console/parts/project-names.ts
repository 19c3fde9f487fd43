import { useState } from "react";
import { useOffers } from "./offers.ts";
import { SYSTEM } from "./projects.ts";

/** The names of projects to choose from, by what is typed into the choice; what is chosen is always among them. */
export function useProjectNames(chosen: string | null): {
  readonly names: readonly string[];
  readonly onSearchChange: (typed: string) => void;
} {
  const [typed, setTyped] = useState("");
  // The input shows what is chosen: that is no search.
  const offers = useOffers("project", typed === chosen ? "" : typed);
  const found = offers.map(({ name = "" }) => name).toSorted();
  const names = new Set([SYSTEM, ...(chosen === null ? [] : [chosen]), ...found]);
  return { names: [...names], onSearchChange: setTyped };
}
