/**
 * The value of TF_REATTACH_PROVIDERS that makes Terraform use a provider that already runs.
 * `address` is the source address, `registry.terraform.io/namespace/name` or shorter.
 */
export function reattachProviders(address: string, config: object): string {
  return JSON.stringify({ [address]: config });
}
