import type { DayCount, Store } from "../domain/store.ts";
import { createNoted, type Noted } from "./noted.ts";

/** Counts what each day brought to each project. */
export function createDayRecorder({
  store,
  onError,
}: {
  readonly store: Pick<Store, "recordDays">;
  readonly onError: (cause: unknown) => void;
}): Noted<DayCount> {
  return createNoted({
    keyOf: ({ day, projectId }) => `${day} ${projectId}`,
    merge: (one, other) => ({
      day: one.day,
      projectId: one.projectId,
      uses: one.uses + other.uses,
      denials: one.denials + other.denials,
    }),
    store: store.recordDays,
    onError,
  });
}
