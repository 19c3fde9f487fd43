"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.EphemeralResource = void 0;
const cdktf_1 = require("cdktn");
/**
 * An ephemeral resource, which cdktf itself does not know: a data source in another block, and so under another name.
 * A copy of this file becomes part of the bindings.
 */
class EphemeralResource extends cdktf_1.TerraformDataSource {
    get fqn() {
        return cdktf_1.Token.asString((0, cdktf_1.ref)(this.address, this.cdktfStack));
    }
    interpolationForAttribute(attribute) {
        return (0, cdktf_1.ref)(`${this.address}${this.forEach ? ".*" : ""}.${attribute}`, this.cdktfStack);
    }
    toTerraform() {
        // What cdktf makes of a data source has exactly this shape; its declaration says `any`.
        const { data } = super.toTerraform();
        return { ephemeral: data };
    }
    toHclTerraform() {
        throw new Error(`${this.node.path}: an ephemeral resource needs cdktf's JSON output, not its HCL output.`);
    }
    get address() {
        return `ephemeral.${this.terraformResourceType}.${this.friendlyUniqueId}`;
    }
}
exports.EphemeralResource = EphemeralResource;
