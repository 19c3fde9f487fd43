import { ref, TerraformDataSource, Token } from "cdktf";

/**
 * An ephemeral resource, which cdktf itself does not know: a data source in another block, and so under another name.
 * A copy of this file becomes part of the bindings.
 */
export class EphemeralResource extends TerraformDataSource {
  override get fqn(): string {
    return Token.asString(ref(this.address, this.cdktfStack));
  }

  override interpolationForAttribute(attribute: string): ReturnType<typeof ref> {
    return ref(`${this.address}${this.forEach ? ".*" : ""}.${attribute}`, this.cdktfStack);
  }

  override toTerraform(): object {
    // What cdktf makes of a data source has exactly this shape; its declaration says `any`.
    const { data } = super.toTerraform() as { readonly data: object };
    return { ephemeral: data };
  }

  override toHclTerraform(): never {
    throw new Error(
      `${this.node.path}: an ephemeral resource needs cdktf's JSON output, not its HCL output.`,
    );
  }

  private get address(): string {
    return `ephemeral.${this.terraformResourceType}.${this.friendlyUniqueId}`;
  }
}
