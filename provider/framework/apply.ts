import { conform } from "./conform.ts";
import { type Diagnostic, error, hasError, type Path } from "./diagnostic.ts";
import { changedNames } from "./equality.ts";
import { pathText } from "./path.ts";
import { encodePrivate } from "./private-data.ts";
import { brokenPromises } from "./promise.ts";
import type { Reply, Resource } from "./resource.ts";
import { type Attempt, attemptWithClient, type Runtime } from "./runtime.ts";
import type { ApplyRequest, StateResult } from "./server.ts";
import { settle } from "./settle.ts";
import { limitOf, withoutTimeouts } from "./timeouts.ts";
import { shapeOfAttribute } from "./shape.ts";
import {
  dropUnknown,
  hasUnknown,
  isList,
  isObject,
  mapObject,
  type ObjectValue,
  own,
  UNKNOWN,
  type Value,
} from "./value.ts";

/** Creates, updates or deletes (protocol 6, ApplyResourceChange). On an error the state is what was achieved. */
export async function applyResource<Client>(
  runtime: Runtime<Client>,
  resource: Resource<Client>,
  request: ApplyRequest,
): Promise<StateResult> {
  const { prior, planned, config } = request;
  if (planned === null || config === null) return await deleteObject(runtime, resource, request);
  const change = { ...request, planned, config };
  return prior === null
    ? await createObject(runtime, resource, change)
    : await updateObject(runtime, resource, { ...change, prior });
}

type Change = ApplyRequest & { readonly planned: ObjectValue; readonly config: ObjectValue };

async function deleteObject<Client>(
  runtime: Runtime<Client>,
  resource: Resource<Client>,
  { prior, private: privateData }: ApplyRequest,
): Promise<StateResult> {
  if (prior === null) return { state: null, private: privateData, diagnostics: [] };
  const doing = `delete ${resource.typeName}`;
  const limit = limitOf(resource, "delete", prior);
  const outcome = await attemptWithClient(runtime, { doing, privateData, limit }, (context) =>
    resource.delete(withoutTimeouts(resource, prior), context),
  );
  const diagnostics = outcome.type === "failed" ? outcome.diagnostics : (outcome.value.diagnostics ?? []);
  return { state: hasError(diagnostics) ? prior : null, private: privateData, diagnostics };
}

async function createObject<Client>(
  runtime: Runtime<Client>,
  resource: Resource<Client>,
  change: Change,
): Promise<StateResult> {
  const { planned, config, private: privateData } = change;
  const doing = `create ${resource.typeName}`;
  const limit = limitOf(resource, "create", planned);
  const outcome = await attemptWithClient(runtime, { doing, privateData, limit }, async (context) => {
    const reply = await resource.create(
      { planned: handed(resource, planned), config: withoutTimeouts(resource, config) },
      context,
    );
    if ((reply.state ?? null) === null && !hasError(reply.diagnostics ?? [])) {
      throw new Error("The provider did not say what it created. This is a bug in the provider.");
    }
    return conclude(resource, change, reply);
  });
  return concluded(outcome, change);
}

async function updateObject<Client>(
  runtime: Runtime<Client>,
  resource: Resource<Client>,
  change: Change & { readonly prior: ObjectValue },
): Promise<StateResult> {
  const { prior, planned, config, private: privateData } = change;
  const changes = changesOf(resource, prior, planned);
  // Only how long things may take has changed, which is nobody's business but ours.
  if (resource.timeouts !== undefined && Object.keys(changes).length === 0 && !hasUnknown(planned)) {
    return { state: planned, private: privateData, diagnostics: [] };
  }
  const doing = `update ${resource.typeName}`;
  const limit = limitOf(resource, "update", planned);
  const outcome = await attemptWithClient(runtime, { doing, privateData, limit }, async (context) => {
    if (resource.update === undefined) {
      throw new Error(`${resource.typeName} cannot be changed in place. This is a bug in the provider.`);
    }
    const reply = await resource.update(
      {
        prior: withoutTimeouts(resource, prior),
        planned: handed(resource, planned),
        config: withoutTimeouts(resource, config),
        changes,
      },
      context,
    );
    return conclude(resource, change, reply);
  });
  return concluded(outcome, change);
}

function concluded(outcome: Attempt<StateResult>, { prior, private: privateData }: Change): StateResult {
  if (outcome.type === "done") return outcome.value;
  return { state: prior, private: privateData, diagnostics: outcome.diagnostics };
}

/** From a handler's reply to the state Terraform stores. */
function conclude(resource: Resource<never>, change: Change, reply: Reply<object>): StateResult {
  const { prior, planned } = change;
  const diagnostics = reply.diagnostics ?? [];
  const failed = hasError(diagnostics);
  const privateData = reply.private === undefined ? change.private : encodePrivate(reply.private);
  if (failed && (reply.state ?? null) === null) return { state: prior, private: privateData, diagnostics };
  // What the reply of a failed update leaves out was not achieved, as far as anyone knows.
  const otherwise = failed ? (prior ?? planned) : planned;
  const actual = conform(resource.schema.attributes, reply.state ?? {}, otherwise);
  const strays: Path[] = [];
  const settled = mapObject(resource.schema.attributes, (attribute, name) =>
    settle(shapeOfAttribute(attribute), {
      planned: own(planned, name) ?? null,
      actual: own(actual, name) ?? null,
      path: [{ attribute: name }],
      strays,
    }),
  );
  const open = Object.keys(settled).filter((name) => hasUnknown(own(settled, name) ?? null));
  return {
    state: mapObject(settled, dropUnknown),
    private: privateData,
    diagnostics: failed
      ? diagnostics
      : [
          ...diagnostics,
          ...strays.map(strayed),
          ...open.map(leftOpen),
          ...brokenPromises(resource.schema.attributes, planned, settled),
        ],
  };
}

/** Never with the values: either may be a secret. */
function strayed(path: Path): Diagnostic {
  return error(
    "Another value than planned",
    `After apply, ${pathText(path)} is not what was planned: the server changed the value, or someone else did meanwhile. The next plan shows what is left to do.`,
    path,
  );
}

function leftOpen(attribute: string): Diagnostic {
  return error(
    "Value still unknown",
    `After apply, ${attribute} is still unknown. This is a bug in the provider.`,
    [{ attribute }],
  );
}

function changesOf(resource: Resource<never>, prior: ObjectValue, planned: ObjectValue): ObjectValue {
  const names = changedNames(resource.schema.attributes, prior, planned);
  return handed(resource, Object.fromEntries(names.map((name) => [name, own(planned, name) ?? null])));
}

function handed(resource: Resource<never>, planned: ObjectValue): ObjectValue {
  return withoutUnknown(withoutTimeouts(resource, planned));
}

function withoutUnknown(object: ObjectValue): ObjectValue {
  const known = Object.entries(object).filter(([, value]) => value !== UNKNOWN);
  return Object.fromEntries(known.map(([name, value]) => [name, knownPart(value)]));
}

function knownPart(value: Value): Value {
  if (isList(value)) return value.map(knownPart);
  return isObject(value) ? withoutUnknown(value) : value;
}
