import { Button } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { EmptyState } from "../parts/empty-state.tsx";
import { PageHeader } from "../parts/page-header.tsx";

export function NoSuchPage(): ReactNode {
  return (
    <>
      <PageHeader title="There is no such page" />
      <EmptyState icon={IconMapOff} title="Nothing is at this address">
        <p>It may have been mistyped, or come from another version of Jeton.</p>
        <Button component={Link} to="/" variant="default">
          To the beginning
        </Button>
      </EmptyState>
    </>
  );
}
