"use strict";
// generated from terraform resource schema
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __setModuleDefault = (this && this.__setModuleDefault) || (Object.create ? (function(o, v) {
    Object.defineProperty(o, "default", { enumerable: true, value: v });
}) : function(o, v) {
    o["default"] = v;
});
var __importStar = (this && this.__importStar) || (function () {
    var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function (o) {
            var ar = [];
            for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
            return ar;
        };
        return ownKeys(o);
    };
    return function (mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        __setModuleDefault(result, mod);
        return result;
    };
})();
Object.defineProperty(exports, "__esModule", { value: true });
exports.Policy = void 0;
const cdktf = __importStar(require("cdktf"));
/**
* Represents a jeton_policy
*/
class Policy extends cdktf.TerraformResource {
    // =================
    // STATIC PROPERTIES
    // =================
    static { this.tfResourceType = "jeton_policy"; }
    // ==============
    // STATIC Methods
    // ==============
    /**
    * Generates CDKTF code for importing a Policy resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the Policy to import
    * @param importFromId The id of the existing Policy that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the Policy to import is found
    */
    static generateConfigForImport(scope, importToId, importFromId, provider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "jeton_policy", importId: importFromId, provider });
    }
    // ===========
    // INITIALIZER
    // ===========
    /**
    * Create a new jeton_policy Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options PolicyConfig
    */
    constructor(scope, id, config) {
        super(scope, id, {
            terraformResourceType: 'jeton_policy',
            terraformGeneratorMetadata: {
                providerName: 'jeton',
                providerVersionConstraint: '~> 0.1'
            },
            provider: config.provider,
            dependsOn: config.dependsOn,
            count: config.count,
            lifecycle: config.lifecycle,
            provisioners: config.provisioners,
            connection: config.connection,
            forEach: config.forEach
        });
        this._project = config.project;
        this._maxLifetime = config.maxLifetime;
        this._allowNever = config.allowNever;
        this._presets = config.presets;
        this._requireApproval = config.requireApproval;
        this._unusedAfter = config.unusedAfter;
        this._creators = config.creators;
    }
    // ==========
    // ATTRIBUTES
    // ==========
    // id - computed: true, optional: false, required: false
    get id() {
        return this.getStringAttribute('id');
    }
    // created_at - computed: true, optional: false, required: false
    get createdAt() {
        return this.getStringAttribute('created_at');
    }
    // updated_at - computed: true, optional: false, required: false
    get updatedAt() {
        return this.getStringAttribute('updated_at');
    }
    // created_by - computed: true, optional: false, required: false
    get createdBy() {
        return this.getStringAttribute('created_by');
    }
    // managed_by - computed: true, optional: false, required: false
    get managedBy() {
        return this.getStringAttribute('managed_by');
    }
    get project() {
        return this.getStringAttribute('project');
    }
    set project(value) {
        this._project = value;
    }
    // Temporarily expose input value. Use with caution.
    get projectInput() {
        return this._project;
    }
    get maxLifetime() {
        return this.getStringAttribute('max_lifetime');
    }
    set maxLifetime(value) {
        this._maxLifetime = value;
    }
    resetMaxLifetime() {
        this._maxLifetime = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get maxLifetimeInput() {
        return this._maxLifetime;
    }
    get allowNever() {
        return this.getBooleanAttribute('allow_never');
    }
    set allowNever(value) {
        this._allowNever = value;
    }
    resetAllowNever() {
        this._allowNever = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get allowNeverInput() {
        return this._allowNever;
    }
    get presets() {
        return cdktf.Fn.tolist(this.getListAttribute('presets'));
    }
    set presets(value) {
        this._presets = value;
    }
    resetPresets() {
        this._presets = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get presetsInput() {
        return this._presets;
    }
    get requireApproval() {
        return this.getBooleanAttribute('require_approval');
    }
    set requireApproval(value) {
        this._requireApproval = value;
    }
    resetRequireApproval() {
        this._requireApproval = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get requireApprovalInput() {
        return this._requireApproval;
    }
    get unusedAfter() {
        return this.getStringAttribute('unused_after');
    }
    set unusedAfter(value) {
        this._unusedAfter = value;
    }
    resetUnusedAfter() {
        this._unusedAfter = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get unusedAfterInput() {
        return this._unusedAfter;
    }
    get creators() {
        return this.getStringAttribute('creators');
    }
    set creators(value) {
        this._creators = value;
    }
    resetCreators() {
        this._creators = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get creatorsInput() {
        return this._creators;
    }
    // =========
    // SYNTHESIS
    // =========
    synthesizeAttributes() {
        return {
            project: cdktf.stringToTerraform(this._project),
            max_lifetime: cdktf.stringToTerraform(this._maxLifetime),
            allow_never: cdktf.booleanToTerraform(this._allowNever),
            presets: cdktf.listMapper(cdktf.stringToTerraform, false)(this._presets),
            require_approval: cdktf.booleanToTerraform(this._requireApproval),
            unused_after: cdktf.stringToTerraform(this._unusedAfter),
            creators: cdktf.stringToTerraform(this._creators),
        };
    }
    synthesizeHclAttributes() {
        const attrs = {
            project: {
                value: cdktf.stringToHclTerraform(this._project),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            max_lifetime: {
                value: cdktf.stringToHclTerraform(this._maxLifetime),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            allow_never: {
                value: cdktf.booleanToHclTerraform(this._allowNever),
                isBlock: false,
                type: "simple",
                storageClassType: "boolean",
            },
            presets: {
                value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._presets),
                isBlock: false,
                type: "set",
                storageClassType: "stringList",
            },
            require_approval: {
                value: cdktf.booleanToHclTerraform(this._requireApproval),
                isBlock: false,
                type: "simple",
                storageClassType: "boolean",
            },
            unused_after: {
                value: cdktf.stringToHclTerraform(this._unusedAfter),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            creators: {
                value: cdktf.stringToHclTerraform(this._creators),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
        };
        // remove undefined attributes
        return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
    }
}
exports.Policy = Policy;
