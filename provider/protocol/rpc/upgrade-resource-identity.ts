import { parseStateJson } from "../state-json.ts";
import { isObject } from "../../framework/value.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";
import { valueToWire } from "../to-wire/dynamic-value.ts";

/** Called for an identity that another version of its schema wrote. */
export const upgradeResourceIdentity = rpc("UpgradeResourceIdentity", {
  call: async ({ server, types }, { type_name, version, raw_identity }) => {
    const stored = raw_identity?.json.length ? parseStateJson(raw_identity.json) : null;
    if (!isObject(stored)) throw new TypeError("The stored identity is no JSON object.");
    const { identity, diagnostics } = await server.upgradeIdentity(type_name, Number(version), stored);
    return {
      ...(identity && {
        upgraded_identity: { identity_data: valueToWire(types.of("identities", type_name), identity) },
      }),
      diagnostics: diagnosticsToWire(diagnostics),
    };
  },
  failed: onlyDiagnostics,
});
