import { randomBytes, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";

/** The variables that the salts have in `.env`, as in the environment. */
const SALT = "JETON_TOKEN_SALT";
const PREVIOUS = "JETON_TOKEN_SALT_PREVIOUS";

/** The salts kept in `.env`. */
interface KeptSalts {
  readonly current: string;
  readonly previous: readonly string[];
}

/** A new salt: 288 bits, without a character that means something in a list or an `.env` file. */
export function newSalt(): string {
  return randomBytes(36).toString("base64url");
}

/** The salts kept in the data folder's `.env`, undefined when there is none. */
export async function readSalts(folder: string): Promise<KeptSalts | undefined> {
  const lines = (await readIfThere(path.join(folder, ".env"))).split("\n");
  const valueOf = (name: string): string =>
    lines
      .findLast((line) => line.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .trim() ?? "";
  const current = valueOf(SALT);
  const previous = valueOf(PREVIOUS)
    .split(",")
    .filter((salt) => salt !== "");
  return current === "" ? undefined : { current, previous };
}

/** Writes the salts to the data folder's `.env`, whose other lines stay; on the disk when this resolves. */
export async function keepSalts(folder: string, { current, previous }: KeptSalts): Promise<void> {
  const file = path.join(folder, ".env");
  const before = await readIfThere(file);
  const lines = before.replace(/\n$/, "").split("\n");
  const isSalt = (line: string): boolean => [SALT, PREVIOUS].some((name) => line.startsWith(`${name}=`));
  const first = lines.findIndex(isSalt);
  const salts = [`${SALT}=${current}`, ...(previous.length > 0 ? [`${PREVIOUS}=${previous.join(",")}`] : [])];
  const others = lines.filter((line) => !isSalt(line));
  const after =
    first < 0
      ? [...(before === "" ? [] : lines), NOTE, ...salts]
      : // No line before the first one is a salt's, so it is as far from the start without them.
        others.toSpliced(first, 0, ...salts);
  await replaceFile(file, `${after.join("\n")}\n`);
}

const NOTE = "# Every token's hash depends on this: keep it with your backups, and to yourself.";

/** Writes the bootstrap token where only the owner of the data folder can read it, and returns the file's path. */
export async function keepBootstrapToken(folder: string, token: string): Promise<string> {
  const file = path.join(folder, "bootstrap-token");
  // One that is there is of an earlier database: this one was never bootstrapped before.
  await replaceFile(file, `${token}\n`);
  return file;
}

/** The content of a file, empty when there is none. */
export async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return "";
    throw cause;
  }
}

/** Old content or new, never half of it, whenever the machine stops; a link in the file's place is not followed. */
export async function replaceFile(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomUUID()}`;
  try {
    const handle = await open(temporary, "wx", 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause;
  }
  const folder = await open(path.dirname(file), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
