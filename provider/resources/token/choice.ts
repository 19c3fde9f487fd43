import { attributes } from "./attributes.ts";

/**
 * `ephemeral` tokens are the ephemeral resource's: one that ends with the run has no place in a state. Nor has `imported`,
 * which says where a token came from and not what it is to be: one that was taken over is imported into the state.
 */
export const choice = { without: ["ephemeral", "imported"], steady: ["expires_at"], more: attributes };
