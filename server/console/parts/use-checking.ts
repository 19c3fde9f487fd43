import { IconHelpHexagon } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { Filters } from "../api/queries.ts";
import type { RowAction } from "./row-menu.tsx";

/** What leads to the question of what somebody may do, begun with who and where. */
export function useChecking(): (begun: Filters) => RowAction {
  const navigate = useNavigate();
  return (begun) => ({
    label: "Check access",
    icon: IconHelpHexagon,
    onClick: () => void navigate({ to: "/check-access", search: begun }),
  });
}
