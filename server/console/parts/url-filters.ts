import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { Filters } from "../api/queries.ts";

/** The filters of a list, kept in the address: a reload, a bookmark and a colleague see the same rows. */
export function useUrlFilters(): readonly [Filters, (changed: Filters) => void] {
  const filters = useSearch({ strict: false }) as Filters;
  const navigate = useNavigate();
  const change = useCallback(
    (changed: Filters): void => {
      void navigate({
        to: ".",
        search: (before: Filters) => ({ ...before, ...changed }),
        replace: true,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [filters, change];
}
