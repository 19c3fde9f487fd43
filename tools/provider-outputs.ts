import { bundle, type Output } from "./bundle.ts";

/** The provider as Terraform starts it: an executable by the name Terraform looks for, and beside it what Node.js runs. */
export const providerOutputs: readonly Output[] = [
  { path: "provider/dist/provider.cjs", make: start },
  { path: "provider/dist/load.cjs", make: () => bundle("provider/load.ts", { format: "cjs" }) },
  { path: "provider/dist/terraform-provider-jeton", make: launcher, executable: true },
];

/**
 * Without what is loaded after the handshake: Node.js reads the whole of a file before it runs any of it, and these few
 * kilobytes are all that stands between Terraform and the handshake line.
 */
function start(): Promise<Uint8Array> {
  return bundle("provider/main.ts", {
    format: "cjs",
    supported: { "dynamic-import": false },
    plugins: [
      {
        name: "load-later",
        setup: (building) => {
          building.onResolve({ filter: /^\.\/load\.ts$/ }, () => ({ path: "./load.cjs", external: true }));
        },
      },
    ],
  });
}

/**
 * Terraform runs a file by its name, which has no extension, so Node could not tell its module system; hence a launcher.
 * `exec`, so that Terraform's signals reach Node; without NODE_OPTIONS, which are meant for the user's own programs and
 * may print before the handshake. The directory is resolved only when the file itself is a link. Why it does not start
 * goes to standard output, as refuseToStart of plugin/lifecycle.ts says.
 */
async function launcher(): Promise<string> {
  return [
    "#!/bin/sh",
    'self=$0; [ -L "$self" ] && self=$(readlink -f "$self")',
    'command -v node >/dev/null || { echo "The provider jeton needs Node.js 24.7 or newer, and there is no node on the PATH."; exit 1; }',
    'unset NODE_OPTIONS; exec node "${self%/*}/provider.cjs" "$@"',
    "",
  ].join("\n");
}
