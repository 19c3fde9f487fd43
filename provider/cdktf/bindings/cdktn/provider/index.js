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
exports.JetonProvider = void 0;
exports.jetonProviderOidcToTerraform = jetonProviderOidcToTerraform;
exports.jetonProviderOidcToHclTerraform = jetonProviderOidcToHclTerraform;
const cdktf = __importStar(require("cdktn"));
function jetonProviderOidcToTerraform(struct) {
    if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
        return struct;
    }
    if (cdktf.isComplexElement(struct)) {
        throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
    }
    return {
        service_account: cdktf.stringToTerraform(struct.serviceAccount),
        audience: cdktf.stringToTerraform(struct.audience),
        token: cdktf.stringToTerraform(struct.token),
        token_file: cdktf.stringToTerraform(struct.tokenFile),
    };
}
function jetonProviderOidcToHclTerraform(struct) {
    if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
        return struct;
    }
    if (cdktf.isComplexElement(struct)) {
        throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
    }
    const attrs = {
        service_account: {
            value: cdktf.stringToHclTerraform(struct.serviceAccount),
            isBlock: false,
            type: "simple",
            storageClassType: "string",
        },
        audience: {
            value: cdktf.stringToHclTerraform(struct.audience),
            isBlock: false,
            type: "simple",
            storageClassType: "string",
        },
        token: {
            value: cdktf.stringToHclTerraform(struct.token),
            isBlock: false,
            type: "simple",
            storageClassType: "string",
        },
        token_file: {
            value: cdktf.stringToHclTerraform(struct.tokenFile),
            isBlock: false,
            type: "simple",
            storageClassType: "string",
        },
    };
    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}
/**
* Represents a jeton
*/
class JetonProvider extends cdktf.TerraformProvider {
    // =================
    // STATIC PROPERTIES
    // =================
    static { this.tfResourceType = "jeton"; }
    // ==============
    // STATIC Methods
    // ==============
    /**
    * Generates CDKTF code for importing a JetonProvider resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the JetonProvider to import
    * @param importFromId The id of the existing JetonProvider that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the JetonProvider to import is found
    */
    static generateConfigForImport(scope, importToId, importFromId, provider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "jeton", importId: importFromId, provider });
    }
    // ===========
    // INITIALIZER
    // ===========
    /**
    * Create a new jeton Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options JetonProviderConfig = {}
    */
    constructor(scope, id, config = {}) {
        super(scope, id, {
            terraformResourceType: 'jeton',
            terraformGeneratorMetadata: {
                providerName: 'jeton',
                providerVersionConstraint: '~> 0.1'
            },
            terraformProviderSource: 'registry.terraform.io/jeton/jeton'
        });
        this._url = config.url;
        this._token = config.token;
        this._tokenFile = config.tokenFile;
        this._oidc = config.oidc;
        this._project = config.project;
        this._caCertFile = config.caCertFile;
        this._maxRetries = config.maxRetries;
        this._requestTimeout = config.requestTimeout;
        this._labels = config.labels;
        this._managedBy = config.managedBy;
        this._alias = config.alias;
    }
    get url() {
        return this._url;
    }
    set url(value) {
        this._url = value;
    }
    resetUrl() {
        this._url = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get urlInput() {
        return this._url;
    }
    get token() {
        return this._token;
    }
    set token(value) {
        this._token = value;
    }
    resetToken() {
        this._token = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get tokenInput() {
        return this._token;
    }
    get tokenFile() {
        return this._tokenFile;
    }
    set tokenFile(value) {
        this._tokenFile = value;
    }
    resetTokenFile() {
        this._tokenFile = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get tokenFileInput() {
        return this._tokenFile;
    }
    get oidc() {
        return this._oidc;
    }
    set oidc(value) {
        this._oidc = value;
    }
    resetOidc() {
        this._oidc = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get oidcInput() {
        return this._oidc;
    }
    get project() {
        return this._project;
    }
    set project(value) {
        this._project = value;
    }
    resetProject() {
        this._project = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get projectInput() {
        return this._project;
    }
    get caCertFile() {
        return this._caCertFile;
    }
    set caCertFile(value) {
        this._caCertFile = value;
    }
    resetCaCertFile() {
        this._caCertFile = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get caCertFileInput() {
        return this._caCertFile;
    }
    get maxRetries() {
        return this._maxRetries;
    }
    set maxRetries(value) {
        this._maxRetries = value;
    }
    resetMaxRetries() {
        this._maxRetries = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get maxRetriesInput() {
        return this._maxRetries;
    }
    get requestTimeout() {
        return this._requestTimeout;
    }
    set requestTimeout(value) {
        this._requestTimeout = value;
    }
    resetRequestTimeout() {
        this._requestTimeout = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get requestTimeoutInput() {
        return this._requestTimeout;
    }
    get labels() {
        return this._labels;
    }
    set labels(value) {
        this._labels = value;
    }
    resetLabels() {
        this._labels = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get labelsInput() {
        return this._labels;
    }
    get managedBy() {
        return this._managedBy;
    }
    set managedBy(value) {
        this._managedBy = value;
    }
    resetManagedBy() {
        this._managedBy = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get managedByInput() {
        return this._managedBy;
    }
    get alias() {
        return this._alias;
    }
    set alias(value) {
        this._alias = value;
    }
    resetAlias() {
        this._alias = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get aliasInput() {
        return this._alias;
    }
    // =========
    // SYNTHESIS
    // =========
    synthesizeAttributes() {
        return {
            url: cdktf.stringToTerraform(this._url),
            token: cdktf.stringToTerraform(this._token),
            token_file: cdktf.stringToTerraform(this._tokenFile),
            oidc: jetonProviderOidcToTerraform(this._oidc),
            project: cdktf.stringToTerraform(this._project),
            ca_cert_file: cdktf.stringToTerraform(this._caCertFile),
            max_retries: cdktf.numberToTerraform(this._maxRetries),
            request_timeout: cdktf.stringToTerraform(this._requestTimeout),
            labels: cdktf.hashMapper(cdktf.stringToTerraform)(this._labels),
            managed_by: cdktf.stringToTerraform(this._managedBy),
            alias: cdktf.stringToTerraform(this._alias),
        };
    }
    synthesizeHclAttributes() {
        const attrs = {
            url: {
                value: cdktf.stringToHclTerraform(this._url),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            token: {
                value: cdktf.stringToHclTerraform(this._token),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            token_file: {
                value: cdktf.stringToHclTerraform(this._tokenFile),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            oidc: {
                value: jetonProviderOidcToHclTerraform(this._oidc),
                isBlock: true,
                type: "struct",
                storageClassType: "JetonProviderOidc",
            },
            project: {
                value: cdktf.stringToHclTerraform(this._project),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            ca_cert_file: {
                value: cdktf.stringToHclTerraform(this._caCertFile),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            max_retries: {
                value: cdktf.numberToHclTerraform(this._maxRetries),
                isBlock: false,
                type: "simple",
                storageClassType: "number",
            },
            request_timeout: {
                value: cdktf.stringToHclTerraform(this._requestTimeout),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            labels: {
                value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._labels),
                isBlock: false,
                type: "map",
                storageClassType: "stringMap",
            },
            managed_by: {
                value: cdktf.stringToHclTerraform(this._managedBy),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            alias: {
                value: cdktf.stringToHclTerraform(this._alias),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
        };
        // remove undefined attributes
        return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
    }
}
exports.JetonProvider = JetonProvider;
