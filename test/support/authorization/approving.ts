import { samples } from "../operation-samples.ts";
import type { Sent } from "../http.ts";
import type { OperationWorld } from "../operation-world.ts";
import { asking, may, type Powers, sees } from "./oracle.ts";

interface Asked {
  readonly sent: Sent;
  readonly decide: (caller: Powers) => number;
}

/** Of a token below a place that somebody asked for who is none of the callers: nobody approves their own. */
export async function approving(world: OperationWorld, place: string): Promise<Asked> {
  const { object } = await samples.project(world, place);
  const project = String(object["name"]);
  await world.make("/v1/policies", { project, require_approval: true });
  const { token } = await world.account({ role: "role_admin" });
  const owner = await samples.service_account(world, project);
  const name = world.unused("asked");
  const { id } = await world.make("/v1/tokens", { service_account_id: owner.id, name }, token);
  const ask = asking("jeton.token:approve", { at: project, name });
  const path = `/v1/tokens/${String(id)}`;
  const etag = (await world.send({ path })).headers["etag"];
  return {
    sent: { method: "POST", path: `${path}:approve`, body: { etag } },
    decide: (caller: Powers) => {
      if (may(caller, ask)) return 200;
      return sees(caller, project) ? 403 : 404;
    },
  };
}
