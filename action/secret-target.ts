/** A secret of GitHub Actions, by who has it. */
export type SecretTarget =
  | {
      readonly type: "repository";
      readonly owner: string;
      readonly repository: string;
      /** Undefined for a secret of the repository itself. */
      readonly environment: string | undefined;
      readonly name: string;
    }
  | { readonly type: "organization"; readonly owner: string; readonly name: string };

/** GitHub's own rules for these names; dots alone would be other paths. */
const OWNER = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$/;
const REPOSITORY = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/;
const NAME = /^(?!GITHUB_)[A-Z_][A-Z0-9_]{0,99}$/;

/** `repo:OWNER/NAME#SECRET`, `repo:OWNER/NAME@ENVIRONMENT#SECRET` (percent-encoded) or `org:OWNER#SECRET`; undefined for others. */
export function parseTarget(text: string): SecretTarget | undefined {
  const [, kind, place = "", name = ""] = /^(repo|org):([^#]+)#(.+)$/.exec(text) ?? [];
  if (!NAME.test(name)) return undefined;
  if (kind === "repo") return parseRepository(place, name);
  return OWNER.test(place) ? { type: "organization", owner: place, name } : undefined;
}

function parseRepository(place: string, name: string): SecretTarget | undefined {
  const [, owner = "", repository = "", encoded] = /^([^/@]+)\/([^/@]+)(?:@(.+))?$/.exec(place) ?? [];
  if (!OWNER.test(owner) || !REPOSITORY.test(repository)) return undefined;
  const environment = encoded === undefined ? undefined : decoded(encoded);
  return environment === null ? undefined : { type: "repository", owner, repository, environment, name };
}

/** Null for what is no name of an environment. */
function decoded(text: string): string | null {
  try {
    const name = decodeURIComponent(text);
    return name.length > 255 || /\p{C}/u.test(name) || /^\.{1,2}$/.test(name) ? null : name;
  } catch {
    return null;
  }
}

/** As in the line it was read from, one spelling each: GitHub does not tell `Shop` from `shop`. */
export function formatTarget(target: SecretTarget): string {
  const owner = target.owner.toLowerCase();
  if (target.type === "organization") return `org:${owner}#${target.name}`;
  const environment =
    target.environment === undefined ? "" : `@${encodeURIComponent(target.environment.toLowerCase())}`;
  return `repo:${owner}/${target.repository.toLowerCase()}${environment}#${target.name}`;
}
