import { hash } from "node:crypto";

/** Of a DNS label's 63 characters those that are left beside what makes it unique. */
const MAX_READABLE = 54;

/**
 * A declaration's name for a folder of a repository: what of the path can be read in a DNS label, and what keeps two paths
 * that read alike apart, so that no declaration prunes another's objects.
 * @param repository `owner/name`, in which GitHub takes capital letters for small ones
 * @param folder within the repository, "" for all of it
 */
export function declarationName(repository: string, folder: string): string {
  const path = folder === "" ? repository.toLowerCase() : `${repository.toLowerCase()}/${folder}`;
  const readable = path
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_READABLE)
    .replaceAll(/^-|-$/g, "");
  const unique = hash("sha256", path, "hex").slice(0, 8);
  return readable === "" ? unique : `${readable}-${unique}`;
}

/** The folder that holds all that paths and globs can match: by their texts, so that no file that comes or goes changes it. */
export function commonFolder(directory: string, patterns: readonly string[]): string {
  const folders = patterns
    .filter((pattern) => !pattern.startsWith("!"))
    .map((pattern) => folderOf(directory === "" ? pattern : `${directory}/${pattern}`));
  const [first = [], ...others] = folders;
  const end = first.findIndex((segment, index) => others.some((other) => other[index] !== segment));
  return (end === -1 ? first : first.slice(0, end)).join("/");
}

function folderOf(pattern: string): readonly string[] {
  const segments = pattern.split("/").filter((segment) => segment !== "" && segment !== ".");
  const end = segments.findIndex((segment, index) => {
    const isFile = index === segments.length - 1 && /\.ya?ml$/i.test(segment);
    return isFile || isGlob(segment);
  });
  return end === -1 ? segments : segments.slice(0, end);
}

/** Whether a path is a glob: it has something that stands for other than itself. */
export function isGlob(path: string): boolean {
  return /[*?[\]{}()!+@]/.test(path);
}
