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
exports.IdentityProvider = exports.IdentityProviderTimeoutsOutputReference = void 0;
exports.identityProviderTimeoutsToTerraform = identityProviderTimeoutsToTerraform;
exports.identityProviderTimeoutsToHclTerraform = identityProviderTimeoutsToHclTerraform;
const cdktf = __importStar(require("cdktn"));
function identityProviderTimeoutsToTerraform(struct) {
    if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
        return struct;
    }
    if (cdktf.isComplexElement(struct)) {
        throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
    }
    return {
        create: cdktf.stringToTerraform(struct.create),
        read: cdktf.stringToTerraform(struct.read),
        update: cdktf.stringToTerraform(struct.update),
        delete: cdktf.stringToTerraform(struct.delete),
    };
}
function identityProviderTimeoutsToHclTerraform(struct) {
    if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
        return struct;
    }
    if (cdktf.isComplexElement(struct)) {
        throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
    }
    const attrs = {
        create: {
            value: cdktf.stringToHclTerraform(struct.create),
            isBlock: false,
            type: "simple",
            storageClassType: "string",
        },
        read: {
            value: cdktf.stringToHclTerraform(struct.read),
            isBlock: false,
            type: "simple",
            storageClassType: "string",
        },
        update: {
            value: cdktf.stringToHclTerraform(struct.update),
            isBlock: false,
            type: "simple",
            storageClassType: "string",
        },
        delete: {
            value: cdktf.stringToHclTerraform(struct.delete),
            isBlock: false,
            type: "simple",
            storageClassType: "string",
        },
    };
    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}
class IdentityProviderTimeoutsOutputReference extends cdktf.ComplexObject {
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource, terraformAttribute) {
        super(terraformResource, terraformAttribute, false);
        this.isEmptyObject = false;
    }
    get internalValue() {
        if (this.resolvableValue) {
            return this.resolvableValue;
        }
        let hasAnyValues = this.isEmptyObject;
        const internalValueResult = {};
        if (this._create !== undefined) {
            hasAnyValues = true;
            internalValueResult.create = this._create;
        }
        if (this._read !== undefined) {
            hasAnyValues = true;
            internalValueResult.read = this._read;
        }
        if (this._update !== undefined) {
            hasAnyValues = true;
            internalValueResult.update = this._update;
        }
        if (this._delete !== undefined) {
            hasAnyValues = true;
            internalValueResult.delete = this._delete;
        }
        return hasAnyValues ? internalValueResult : undefined;
    }
    set internalValue(value) {
        if (value === undefined) {
            this.isEmptyObject = false;
            this.resolvableValue = undefined;
            this._create = undefined;
            this._read = undefined;
            this._update = undefined;
            this._delete = undefined;
        }
        else if (cdktf.Tokenization.isResolvable(value)) {
            this.isEmptyObject = false;
            this.resolvableValue = value;
        }
        else {
            this.isEmptyObject = Object.keys(value).length === 0;
            this.resolvableValue = undefined;
            this._create = value.create;
            this._read = value.read;
            this._update = value.update;
            this._delete = value.delete;
        }
    }
    get create() {
        return this.getStringAttribute('create');
    }
    set create(value) {
        this._create = value;
    }
    resetCreate() {
        this._create = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get createInput() {
        return this._create;
    }
    get read() {
        return this.getStringAttribute('read');
    }
    set read(value) {
        this._read = value;
    }
    resetRead() {
        this._read = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get readInput() {
        return this._read;
    }
    get update() {
        return this.getStringAttribute('update');
    }
    set update(value) {
        this._update = value;
    }
    resetUpdate() {
        this._update = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get updateInput() {
        return this._update;
    }
    get delete() {
        return this.getStringAttribute('delete');
    }
    set delete(value) {
        this._delete = value;
    }
    resetDelete() {
        this._delete = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get deleteInput() {
        return this._delete;
    }
}
exports.IdentityProviderTimeoutsOutputReference = IdentityProviderTimeoutsOutputReference;
/**
* Represents a jeton_identity_provider
*/
class IdentityProvider extends cdktf.TerraformResource {
    // =================
    // STATIC PROPERTIES
    // =================
    static { this.tfResourceType = "jeton_identity_provider"; }
    // ==============
    // STATIC Methods
    // ==============
    /**
    * Generates CDKTF code for importing a IdentityProvider resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the IdentityProvider to import
    * @param importFromId The id of the existing IdentityProvider that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the IdentityProvider to import is found
    */
    static generateConfigForImport(scope, importToId, importFromId, provider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "jeton_identity_provider", importId: importFromId, provider });
    }
    // ===========
    // INITIALIZER
    // ===========
    /**
    * Create a new jeton_identity_provider Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options IdentityProviderConfig
    */
    constructor(scope, id, config) {
        super(scope, id, {
            terraformResourceType: 'jeton_identity_provider',
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
        // timeouts - computed: false, optional: true, required: false
        this._timeouts = new IdentityProviderTimeoutsOutputReference(this, "timeouts");
        this._name = config.name;
        this._displayName = config.displayName;
        this._issuer = config.issuer;
        this._clientId = config.clientId;
        this._scopes = config.scopes;
        this._requiredClaims = config.requiredClaims;
        this._allowSignUp = config.allowSignUp;
        this._trustEmail = config.trustEmail;
        this._claimsMaxAge = config.claimsMaxAge;
        this._disabled = config.disabled;
        this._clientSecretWo = config.clientSecretWo;
        this._clientSecretWoVersion = config.clientSecretWoVersion;
        this._timeouts.internalValue = config.timeouts;
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
    get name() {
        return this.getStringAttribute('name');
    }
    set name(value) {
        this._name = value;
    }
    // Temporarily expose input value. Use with caution.
    get nameInput() {
        return this._name;
    }
    get displayName() {
        return this.getStringAttribute('display_name');
    }
    set displayName(value) {
        this._displayName = value;
    }
    resetDisplayName() {
        this._displayName = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get displayNameInput() {
        return this._displayName;
    }
    get issuer() {
        return this.getStringAttribute('issuer');
    }
    set issuer(value) {
        this._issuer = value;
    }
    // Temporarily expose input value. Use with caution.
    get issuerInput() {
        return this._issuer;
    }
    get clientId() {
        return this.getStringAttribute('client_id');
    }
    set clientId(value) {
        this._clientId = value;
    }
    // Temporarily expose input value. Use with caution.
    get clientIdInput() {
        return this._clientId;
    }
    get scopes() {
        return cdktf.Fn.tolist(this.getListAttribute('scopes'));
    }
    set scopes(value) {
        this._scopes = value;
    }
    resetScopes() {
        this._scopes = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get scopesInput() {
        return this._scopes;
    }
    get requiredClaims() {
        return this.interpolationForAttribute('required_claims');
    }
    set requiredClaims(value) {
        this._requiredClaims = value;
    }
    resetRequiredClaims() {
        this._requiredClaims = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get requiredClaimsInput() {
        return this._requiredClaims;
    }
    get allowSignUp() {
        return this.getBooleanAttribute('allow_sign_up');
    }
    set allowSignUp(value) {
        this._allowSignUp = value;
    }
    resetAllowSignUp() {
        this._allowSignUp = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get allowSignUpInput() {
        return this._allowSignUp;
    }
    get trustEmail() {
        return this.getBooleanAttribute('trust_email');
    }
    set trustEmail(value) {
        this._trustEmail = value;
    }
    resetTrustEmail() {
        this._trustEmail = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get trustEmailInput() {
        return this._trustEmail;
    }
    get claimsMaxAge() {
        return this.getStringAttribute('claims_max_age');
    }
    set claimsMaxAge(value) {
        this._claimsMaxAge = value;
    }
    resetClaimsMaxAge() {
        this._claimsMaxAge = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get claimsMaxAgeInput() {
        return this._claimsMaxAge;
    }
    get disabled() {
        return this.getBooleanAttribute('disabled');
    }
    set disabled(value) {
        this._disabled = value;
    }
    resetDisabled() {
        this._disabled = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get disabledInput() {
        return this._disabled;
    }
    // redirect_uri - computed: true, optional: false, required: false
    get redirectUri() {
        return this.getStringAttribute('redirect_uri');
    }
    get clientSecretWo() {
        return this.getStringAttribute('client_secret_wo');
    }
    set clientSecretWo(value) {
        this._clientSecretWo = value;
    }
    resetClientSecretWo() {
        this._clientSecretWo = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get clientSecretWoInput() {
        return this._clientSecretWo;
    }
    get clientSecretWoVersion() {
        return this.getNumberAttribute('client_secret_wo_version');
    }
    set clientSecretWoVersion(value) {
        this._clientSecretWoVersion = value;
    }
    resetClientSecretWoVersion() {
        this._clientSecretWoVersion = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get clientSecretWoVersionInput() {
        return this._clientSecretWoVersion;
    }
    get timeouts() {
        return this._timeouts;
    }
    putTimeouts(value) {
        this._timeouts.internalValue = value;
    }
    resetTimeouts() {
        this._timeouts.internalValue = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get timeoutsInput() {
        return this._timeouts.internalValue;
    }
    // =========
    // SYNTHESIS
    // =========
    synthesizeAttributes() {
        return {
            name: cdktf.stringToTerraform(this._name),
            display_name: cdktf.stringToTerraform(this._displayName),
            issuer: cdktf.stringToTerraform(this._issuer),
            client_id: cdktf.stringToTerraform(this._clientId),
            scopes: cdktf.listMapper(cdktf.stringToTerraform, false)(this._scopes),
            required_claims: cdktf.hashMapper(cdktf.listMapper(cdktf.stringToTerraform, false))(this._requiredClaims),
            allow_sign_up: cdktf.booleanToTerraform(this._allowSignUp),
            trust_email: cdktf.booleanToTerraform(this._trustEmail),
            claims_max_age: cdktf.stringToTerraform(this._claimsMaxAge),
            disabled: cdktf.booleanToTerraform(this._disabled),
            client_secret_wo: cdktf.stringToTerraform(this._clientSecretWo),
            client_secret_wo_version: cdktf.numberToTerraform(this._clientSecretWoVersion),
            timeouts: identityProviderTimeoutsToTerraform(this._timeouts.internalValue),
        };
    }
    synthesizeHclAttributes() {
        const attrs = {
            name: {
                value: cdktf.stringToHclTerraform(this._name),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            display_name: {
                value: cdktf.stringToHclTerraform(this._displayName),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            issuer: {
                value: cdktf.stringToHclTerraform(this._issuer),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            client_id: {
                value: cdktf.stringToHclTerraform(this._clientId),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            scopes: {
                value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._scopes),
                isBlock: false,
                type: "set",
                storageClassType: "stringList",
            },
            required_claims: {
                value: cdktf.hashMapperHcl(cdktf.listMapperHcl(cdktf.stringToHclTerraform, false))(this._requiredClaims),
                isBlock: false,
                type: "map",
                storageClassType: "stringListMap",
            },
            allow_sign_up: {
                value: cdktf.booleanToHclTerraform(this._allowSignUp),
                isBlock: false,
                type: "simple",
                storageClassType: "boolean",
            },
            trust_email: {
                value: cdktf.booleanToHclTerraform(this._trustEmail),
                isBlock: false,
                type: "simple",
                storageClassType: "boolean",
            },
            claims_max_age: {
                value: cdktf.stringToHclTerraform(this._claimsMaxAge),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            disabled: {
                value: cdktf.booleanToHclTerraform(this._disabled),
                isBlock: false,
                type: "simple",
                storageClassType: "boolean",
            },
            client_secret_wo: {
                value: cdktf.stringToHclTerraform(this._clientSecretWo),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            client_secret_wo_version: {
                value: cdktf.numberToHclTerraform(this._clientSecretWoVersion),
                isBlock: false,
                type: "simple",
                storageClassType: "number",
            },
            timeouts: {
                value: identityProviderTimeoutsToHclTerraform(this._timeouts.internalValue),
                isBlock: true,
                type: "struct",
                storageClassType: "IdentityProviderTimeouts",
            },
        };
        // remove undefined attributes
        return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
    }
}
exports.IdentityProvider = IdentityProvider;
