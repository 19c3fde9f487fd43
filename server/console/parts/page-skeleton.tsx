import { Skeleton, Stack } from "@mantine/core";
import type { ReactNode } from "react";

/** In place of an object's page while it is read. */
export function PageSkeleton(): ReactNode {
  return (
    <Stack gap="md" aria-busy="true" role="status" aria-label="Loading">
      <Skeleton height={26} width={220} />
      <Skeleton height={60} />
      <Skeleton height={180} />
    </Stack>
  );
}
