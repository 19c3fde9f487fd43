import { ref, TerraformDataSource } from "cdktf";
/**
 * An ephemeral resource, which cdktf itself does not know: a data source in another block, and so under another name.
 * A copy of this file becomes part of the bindings.
 */
export declare class EphemeralResource extends TerraformDataSource {
    get fqn(): string;
    interpolationForAttribute(attribute: string): ReturnType<typeof ref>;
    toTerraform(): object;
    toHclTerraform(): never;
    private get address();
}
