import { IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { EmptyState } from "../parts/empty-state.tsx";
import { PageHeader } from "../parts/page-header.tsx";

/** Where an identity provider sends back to whoever proved who they are in a tab of its own. */
export function ConfirmedPage(): ReactNode {
  return (
    <>
      <PageHeader title="Confirmed" />
      <EmptyState icon={IconCircleCheck} title="It is you">
        Close this tab and go on in the other one.
      </EmptyState>
    </>
  );
}
