/**
 * What Terraform and OpenTofu put into a provider's environment (terraform, internal/plugin6 and tfplugin6: it has
 * never changed). Imports nothing: it is needed before anything else is loaded.
 */
export const cookie = {
  name: "TF_PLUGIN_MAGIC_COOKIE",
  value: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
} as const;

/** The major version is all that is negotiated; newer minors only add fields and RPCs. */
export const protocolVersion = 6;
