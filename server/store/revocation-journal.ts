import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, rename, writeFile } from "node:fs/promises";
import path from "node:path";

import { Problem } from "../contract/problem.ts";
import {
  JOURNAL_ENDING,
  JOURNAL_FORMAT,
  type JournalRecord,
  type Present,
  PRESENT_ENDING,
} from "./journal-record.ts";

export interface RevocationJournal {
  /** Keeps a record for the next flush. */
  readonly stage: (record: Omit<JournalRecord, "batch">) => void;
  /**
   * Resolves once every record staged is on the disk, which is before the change is committed: one whose commit then fails
   * is removed by a replay all the same, and none that was acknowledged is missing.
   * @throws Problem `unavailable`
   */
  readonly flush: () => Promise<void>;
  /** Says that up to here nothing is missing. */
  readonly beat: (present: Present) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Bytes after which another file is begun, so that old ones can be deleted. */
const LONGEST = 64 * 1024 * 1024;

/** @param folder made with its first record, for its owner alone */
export function openJournal(folder: string, now: () => Date): RevocationJournal {
  const staged: string[] = [];
  let file: JournalFile | undefined;
  let beaten: string | undefined;
  let writing = Promise.resolve();
  let waiting = 0;
  let batch = 0;

  const write = async (lines: readonly string[]): Promise<void> => {
    try {
      if (file === undefined || file.size() > LONGEST) {
        await file?.close();
        file = await beginFile(folder, now());
      }
      await file.append(lines);
    } catch (cause) {
      // Half a line may be in it: what comes next begins another one.
      await file?.close().catch(() => undefined);
      file = undefined;
      const detail = "the revocation journal cannot be written, and nothing is changed without it";
      throw new Problem("unavailable", detail, { cause });
    }
  };
  return {
    stage: (record) => {
      staged.push(`${JSON.stringify({ ...record, batch })}\n`);
    },
    flush: async () => {
      if (staged.length > 0) {
        const lines = staged.splice(0);
        batch += 1;
        // After one that failed, all that wait fail: another's flush may have taken their records along.
        writing = writing.then(() => write(lines));
      }
      waiting += 1;
      try {
        await writing;
      } finally {
        waiting -= 1;
        if (waiting === 0) writing = Promise.resolve();
      }
    },
    beat: async (present) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      beaten ??= path.join(folder, `${nameAt(now())}${PRESENT_ENDING}`);
      const temporary = `${beaten}.part`;
      await writeFile(temporary, `${JSON.stringify(present)}\n`, { mode: 0o600 });
      await rename(temporary, beaten);
    },
    close: async () => {
      await writing.catch(() => undefined);
      await file?.close();
      file = undefined;
    },
  };
}

interface JournalFile {
  readonly size: () => number;
  /** On the disk when it resolves. */
  readonly append: (lines: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

async function beginFile(folder: string, at: Date): Promise<JournalFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const handle = await open(path.join(folder, `${nameAt(at)}${JOURNAL_ENDING}`), "ax", 0o600);
  let size = 0;
  const append = async (lines: readonly string[]): Promise<void> => {
    const bytes = Buffer.from(lines.join(""));
    await handle.appendFile(bytes);
    await handle.datasync();
    size += bytes.length;
  };
  await append([`${JSON.stringify({ jeton_revocations: JOURNAL_FORMAT, begun_at: at.toISOString() })}\n`]);
  await syncFolder(folder);
  return { size: () => size, append, close: () => handle.close() };
}

/** In the order of time, and nobody else's. */
function nameAt(at: Date): string {
  return `${at.toISOString().replaceAll(/[-:.]/g, "")}-${randomUUID().slice(0, 8)}`;
}

async function syncFolder(folder: string): Promise<void> {
  const handle: FileHandle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
