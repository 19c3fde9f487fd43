import type { ProviderServer } from "../../provider/framework/server.ts";
import { createJeton } from "../../provider/jeton.ts";
import { serveForReattach } from "../../provider/plugin/serve.ts";
import { protocolVersion } from "../../provider/protocol/cookie.ts";
import { createHandlers } from "../../provider/protocol/handlers.ts";
import { type Reply, type Sent, send } from "./http.ts";
import { type SpawnedServer, spawnServer } from "./spawned-server.ts";
import { packagedProvider, packagedSettings } from "./packaged-provider.ts";
import { openWorkspace, providerAddress, type Ran, type Workspace } from "./terraform.ts";

/** A server, and the provider in this process, which the real terraform attaches to; or a packaged one, which it starts. */
export interface Stage extends AsyncDisposable {
  readonly server: SpawnedServer;
  /** A request as the server's admin, past Terraform; throws when it is refused. */
  readonly send: (request: Sent) => Promise<Reply>;
  /** A folder with this configuration, whose state begins empty. */
  readonly workspace: (configuration: string, env?: Readonly<Record<string, string>>) => Project;
}

interface Project extends Workspace {
  /** Replaces the configuration. */
  readonly configure: (configuration: string) => void;
  /** Plans, and reads the plan as Terraform gives it to other programs. */
  readonly plan: (...args: readonly string[]) => Promise<Plan>;
  /** Applies; throws with all that was printed when that fails. */
  readonly apply: (...args: readonly string[]) => Promise<Ran>;
  /** Everything Terraform finds to do, by plan and by refresh: nothing, when both are 0. */
  readonly leftToDo: () => Promise<{ readonly plan: number | null; readonly refresh: number | null }>;
  /** The attributes of each resource in the state, by address. */
  readonly attributes: () => Readonly<Record<string, Attributes>>;
}

type Attributes = Readonly<Record<string, unknown>>;

interface Plan extends Ran {
  /** What is planned, by address, without what stays as it is. */
  readonly changes: Readonly<Record<string, Change>>;
}

interface Change {
  readonly actions: readonly string[];
  readonly before: Attributes | null;
  readonly after: Attributes | null;
  /** True for what is known after apply. */
  readonly after_unknown: Attributes;
  readonly replace_paths?: readonly (readonly (string | number)[])[];
}

/** By source, as a configuration names it. */
type Others = Readonly<Record<string, ProviderServer>>;

function header(others: Others): string {
  const sources = ["jeton/jeton", ...Object.keys(others)];
  const lines = sources.map((source) => `    ${source.split("/").at(-1) ?? ""} = { source = "${source}" }`);
  return `terraform {\n  required_providers {\n${lines.join("\n")}\n  }\n}\n`;
}

/**
 * @param env the provider's own environment, in place of one that names the server and its admin's token
 * @param serverEnv more of the server's
 * @param others providers beside it
 */
export async function openStage(
  env?: (server: SpawnedServer) => Readonly<Record<string, string>>,
  serverEnv: Readonly<Record<string, string>> = {},
  others: Others = {},
): Promise<Stage> {
  const server = await spawnServer({ env: serverEnv });
  const environment = env?.(server) ?? { JETON_URL: server.url, JETON_TOKEN: server.token };
  const all =
    packagedProvider === undefined ? { [providerAddress]: createJeton(environment), ...others } : others;
  const serving = Object.entries(all).map(async ([address, one]) => {
    const handlers = createHandlers(one);
    return { address, ...(await serveForReattach({ protocolVersion, environment: {}, handlers })) };
  });
  const providers = await Promise.all(serving);
  const configs = Object.fromEntries(providers.map(({ address, config }) => [address, config]));
  const reattach = { TF_REATTACH_PROVIDERS: JSON.stringify(configs) };
  return {
    server,
    send: async (request) => {
      const reply = await send(server.url, { token: server.token, ...request });
      if (reply.status >= 400) throw new Error(`${request.path}: ${String(reply.status)} ${reply.text}`);
      return reply;
    },
    workspace: (configuration, more = {}) =>
      projectIn(
        openWorkspace({
          env: { ...reattach, ...(packagedProvider !== undefined && environment), ...more },
          files: { "versions.tf": header(others), "main.tf": configuration },
          ...(packagedProvider !== undefined && { settings: packagedSettings(packagedProvider) }),
        }),
      ),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(providers.map(({ close }) => close()));
      await server[Symbol.asyncDispose]();
    },
  };
}

function projectIn(workspace: Workspace): Project {
  const { run } = workspace;
  const show = async (ran: Ran): Promise<Plan> => {
    if (ran.code !== 0 && ran.code !== 2) throw new Error(ran.stdout + ran.stderr);
    const { stdout } = await run("show", "-json", "plan");
    const { resource_changes: all = [] } = JSON.parse(stdout) as PlanJson;
    const real = all.filter(({ change }) => change.actions.join() !== "no-op");
    return { ...ran, changes: Object.fromEntries(real.map(({ address, change }) => [address, change])) };
  };
  return {
    ...workspace,
    configure: (configuration) => {
      workspace.write({ "main.tf": configuration });
    },
    plan: async (...args) => await show(await run("plan", "-out=plan", "-detailed-exitcode", ...args)),
    apply: async (...args) => {
      const ran = await run("apply", "-auto-approve", ...args);
      if (ran.code !== 0) throw new Error(ran.stdout + ran.stderr);
      return ran;
    },
    leftToDo: async () => {
      const plan = await run("plan", "-detailed-exitcode");
      const refresh = await run("plan", "-refresh-only", "-detailed-exitcode");
      // Newer Terraforms exit with 2 wherever there is a data source (ManagedResourcesEqual counts them), and says this.
      const isNothing = refresh.code === 2 && refresh.stdout.includes("\nNo changes. ");
      return { plan: plan.code, refresh: isNothing ? 0 : refresh.code };
    },
    attributes: () => {
      const text = workspace.read("terraform.tfstate");
      const { resources = [] } = (text === "" ? {} : JSON.parse(text)) as StateJson;
      return Object.fromEntries(
        resources.map(({ mode, type, name, instances }) => [
          `${mode === "data" ? "data." : ""}${type}.${name}`,
          instances[0]?.attributes ?? {},
        ]),
      );
    },
  };
}

interface PlanJson {
  readonly resource_changes?: readonly { readonly address: string; readonly change: Change }[];
}

interface StateJson {
  readonly resources?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes: Attributes }[];
  }[];
}
