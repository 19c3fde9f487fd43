import { error } from "../../framework/diagnostic.ts";
import { rawStateFromWire } from "../from-wire/raw-state.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";
import { valueToWire } from "../to-wire/dynamic-value.ts";

/** Called for every object of the state in every plan and apply, also when its version is the current one. */
export const upgradeResourceState = rpc("UpgradeResourceState", {
  call: async ({ server, types }, { type_name, version, raw_state }) => {
    const type = types.of("resources", type_name);
    const stored = rawStateFromWire(type, raw_state);
    if (!stored) return { diagnostics: diagnosticsToWire([flatState(type_name)]) };
    const { state, diagnostics } = await server.upgradeState(type_name, Number(version), stored);
    return {
      upgraded_state: valueToWire(type, state),
      diagnostics: diagnosticsToWire(diagnostics),
    };
  },
  failed: onlyDiagnostics,
});

function flatState(type: string) {
  return error(
    `The state of this ${type} cannot be read`,
    "It is in the form that Terraform wrote before version 0.12, which this provider never used. " +
      "Take the resource out of the state with `terraform state rm` and bring it back with `terraform import`.",
  );
}
