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
exports.DataJetonTokens = exports.DataJetonTokensTokensList = exports.DataJetonTokensTokensOutputReference = exports.DataJetonTokensTokensRateLimitOutputReference = exports.DataJetonTokensTokensRulesList = exports.DataJetonTokensTokensRulesOutputReference = void 0;
exports.dataJetonTokensTokensRulesToTerraform = dataJetonTokensTokensRulesToTerraform;
exports.dataJetonTokensTokensRulesToHclTerraform = dataJetonTokensTokensRulesToHclTerraform;
exports.dataJetonTokensTokensRateLimitToTerraform = dataJetonTokensTokensRateLimitToTerraform;
exports.dataJetonTokensTokensRateLimitToHclTerraform = dataJetonTokensTokensRateLimitToHclTerraform;
exports.dataJetonTokensTokensToTerraform = dataJetonTokensTokensToTerraform;
exports.dataJetonTokensTokensToHclTerraform = dataJetonTokensTokensToHclTerraform;
const cdktf = __importStar(require("cdktn"));
function dataJetonTokensTokensRulesToTerraform(struct) {
    if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
        return struct;
    }
    if (cdktf.isComplexElement(struct)) {
        throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
    }
    return {};
}
function dataJetonTokensTokensRulesToHclTerraform(struct) {
    if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
        return struct;
    }
    if (cdktf.isComplexElement(struct)) {
        throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
    }
    const attrs = {};
    return attrs;
}
class DataJetonTokensTokensRulesOutputReference extends cdktf.ComplexObject {
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource, terraformAttribute, complexObjectIndex, complexObjectIsFromSet) {
        super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
        this.isEmptyObject = false;
    }
    get internalValue() {
        let hasAnyValues = this.isEmptyObject;
        const internalValueResult = {};
        return hasAnyValues ? internalValueResult : undefined;
    }
    set internalValue(value) {
        if (value === undefined) {
            this.isEmptyObject = false;
        }
        else {
            this.isEmptyObject = Object.keys(value).length === 0;
        }
    }
    // resource_type - computed: true, optional: false, required: false
    get resourceType() {
        return this.getStringAttribute('resource_type');
    }
    // actions - computed: true, optional: false, required: false
    get actions() {
        return cdktf.Fn.tolist(this.getListAttribute('actions'));
    }
    // resource_names - computed: true, optional: false, required: false
    get resourceNames() {
        return cdktf.Fn.tolist(this.getListAttribute('resource_names'));
    }
}
exports.DataJetonTokensTokensRulesOutputReference = DataJetonTokensTokensRulesOutputReference;
class DataJetonTokensTokensRulesList extends cdktf.ComplexList {
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource, terraformAttribute, wrapsSet) {
        super(terraformResource, terraformAttribute, wrapsSet);
        this.terraformResource = terraformResource;
        this.terraformAttribute = terraformAttribute;
        this.wrapsSet = wrapsSet;
    }
    /**
    * @param index the index of the item to return
    */
    get(index) {
        return new DataJetonTokensTokensRulesOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
    }
}
exports.DataJetonTokensTokensRulesList = DataJetonTokensTokensRulesList;
function dataJetonTokensTokensRateLimitToTerraform(struct) {
    if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
        return struct;
    }
    if (cdktf.isComplexElement(struct)) {
        throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
    }
    return {};
}
function dataJetonTokensTokensRateLimitToHclTerraform(struct) {
    if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
        return struct;
    }
    if (cdktf.isComplexElement(struct)) {
        throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
    }
    const attrs = {};
    return attrs;
}
class DataJetonTokensTokensRateLimitOutputReference extends cdktf.ComplexObject {
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource, terraformAttribute) {
        super(terraformResource, terraformAttribute, false);
        this.isEmptyObject = false;
    }
    get internalValue() {
        let hasAnyValues = this.isEmptyObject;
        const internalValueResult = {};
        return hasAnyValues ? internalValueResult : undefined;
    }
    set internalValue(value) {
        if (value === undefined) {
            this.isEmptyObject = false;
        }
        else {
            this.isEmptyObject = Object.keys(value).length === 0;
        }
    }
    // requests - computed: true, optional: false, required: false
    get requests() {
        return this.getNumberAttribute('requests');
    }
    // period - computed: true, optional: false, required: false
    get period() {
        return this.getStringAttribute('period');
    }
}
exports.DataJetonTokensTokensRateLimitOutputReference = DataJetonTokensTokensRateLimitOutputReference;
function dataJetonTokensTokensToTerraform(struct) {
    if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
        return struct;
    }
    if (cdktf.isComplexElement(struct)) {
        throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
    }
    return {};
}
function dataJetonTokensTokensToHclTerraform(struct) {
    if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
        return struct;
    }
    if (cdktf.isComplexElement(struct)) {
        throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
    }
    const attrs = {};
    return attrs;
}
class DataJetonTokensTokensOutputReference extends cdktf.ComplexObject {
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource, terraformAttribute, complexObjectIndex, complexObjectIsFromSet) {
        super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
        this.isEmptyObject = false;
        // rules - computed: true, optional: false, required: false
        this._rules = new DataJetonTokensTokensRulesList(this, "rules", false);
        // rate_limit - computed: true, optional: false, required: false
        this._rateLimit = new DataJetonTokensTokensRateLimitOutputReference(this, "rate_limit");
        // labels - computed: true, optional: false, required: false
        this._labels = new cdktf.StringMap(this, "labels");
    }
    get internalValue() {
        let hasAnyValues = this.isEmptyObject;
        const internalValueResult = {};
        return hasAnyValues ? internalValueResult : undefined;
    }
    set internalValue(value) {
        if (value === undefined) {
            this.isEmptyObject = false;
        }
        else {
            this.isEmptyObject = Object.keys(value).length === 0;
        }
    }
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
    // service_account_id - computed: true, optional: false, required: false
    get serviceAccountId() {
        return this.getStringAttribute('service_account_id');
    }
    // user_id - computed: true, optional: false, required: false
    get userId() {
        return this.getStringAttribute('user_id');
    }
    // role_id - computed: true, optional: false, required: false
    get roleId() {
        return this.getStringAttribute('role_id');
    }
    // project - computed: true, optional: false, required: false
    get project() {
        return this.getStringAttribute('project');
    }
    // name - computed: true, optional: false, required: false
    get name() {
        return this.getStringAttribute('name');
    }
    // description - computed: true, optional: false, required: false
    get description() {
        return this.getStringAttribute('description');
    }
    // within - computed: true, optional: false, required: false
    get within() {
        return this.getStringAttribute('within');
    }
    // mode - computed: true, optional: false, required: false
    get mode() {
        return this.getStringAttribute('mode');
    }
    get rules() {
        return this._rules;
    }
    // expires_at - computed: true, optional: false, required: false
    get expiresAt() {
        return this.getStringAttribute('expires_at');
    }
    // max_age - computed: true, optional: false, required: false
    get maxAge() {
        return this.getStringAttribute('max_age');
    }
    // extend_on_use - computed: true, optional: false, required: false
    get extendOnUse() {
        return this.getBooleanAttribute('extend_on_use');
    }
    // absolute_expires_at - computed: true, optional: false, required: false
    get absoluteExpiresAt() {
        return this.getStringAttribute('absolute_expires_at');
    }
    // not_before - computed: true, optional: false, required: false
    get notBefore() {
        return this.getStringAttribute('not_before');
    }
    // usage_limit - computed: true, optional: false, required: false
    get usageLimit() {
        return this.getNumberAttribute('usage_limit');
    }
    // allowed_cidrs - computed: true, optional: false, required: false
    get allowedCidrs() {
        return cdktf.Fn.tolist(this.getListAttribute('allowed_cidrs'));
    }
    // audiences - computed: true, optional: false, required: false
    get audiences() {
        return cdktf.Fn.tolist(this.getListAttribute('audiences'));
    }
    get rateLimit() {
        return this._rateLimit;
    }
    get labels() {
        return this._labels;
    }
    // disabled - computed: true, optional: false, required: false
    get disabled() {
        return this.getBooleanAttribute('disabled');
    }
    // ephemeral - computed: true, optional: false, required: false
    get ephemeral() {
        return this.getBooleanAttribute('ephemeral');
    }
    // trust_policy_id - computed: true, optional: false, required: false
    get trustPolicyId() {
        return this.getStringAttribute('trust_policy_id');
    }
    // session - computed: true, optional: false, required: false
    get session() {
        return this.getBooleanAttribute('session');
    }
    // state - computed: true, optional: false, required: false
    get state() {
        return this.getStringAttribute('state');
    }
    // hint - computed: true, optional: false, required: false
    get hint() {
        return this.getStringAttribute('hint');
    }
    // rotated_at - computed: true, optional: false, required: false
    get rotatedAt() {
        return this.getStringAttribute('rotated_at');
    }
    // pending_since - computed: true, optional: false, required: false
    get pendingSince() {
        return this.getStringAttribute('pending_since');
    }
    // requested_by - computed: true, optional: false, required: false
    get requestedBy() {
        return this.getListAttribute('requested_by');
    }
    // approved_at - computed: true, optional: false, required: false
    get approvedAt() {
        return this.getStringAttribute('approved_at');
    }
    // approved_by - computed: true, optional: false, required: false
    get approvedBy() {
        return this.getStringAttribute('approved_by');
    }
    // last_used_at - computed: true, optional: false, required: false
    get lastUsedAt() {
        return this.getStringAttribute('last_used_at');
    }
    // last_used_ip - computed: true, optional: false, required: false
    get lastUsedIp() {
        return this.getStringAttribute('last_used_ip');
    }
    // last_used_by - computed: true, optional: false, required: false
    get lastUsedBy() {
        return this.getStringAttribute('last_used_by');
    }
    // uses - computed: true, optional: false, required: false
    get uses() {
        return this.getNumberAttribute('uses');
    }
}
exports.DataJetonTokensTokensOutputReference = DataJetonTokensTokensOutputReference;
class DataJetonTokensTokensList extends cdktf.ComplexList {
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource, terraformAttribute, wrapsSet) {
        super(terraformResource, terraformAttribute, wrapsSet);
        this.terraformResource = terraformResource;
        this.terraformAttribute = terraformAttribute;
        this.wrapsSet = wrapsSet;
    }
    /**
    * @param index the index of the item to return
    */
    get(index) {
        return new DataJetonTokensTokensOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
    }
}
exports.DataJetonTokensTokensList = DataJetonTokensTokensList;
/**
* Represents a jeton_tokens
*/
class DataJetonTokens extends cdktf.TerraformDataSource {
    // =================
    // STATIC PROPERTIES
    // =================
    static { this.tfResourceType = "jeton_tokens"; }
    // ==============
    // STATIC Methods
    // ==============
    /**
    * Generates CDKTF code for importing a DataJetonTokens resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonTokens to import
    * @param importFromId The id of the existing DataJetonTokens that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonTokens to import is found
    */
    static generateConfigForImport(scope, importToId, importFromId, provider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "jeton_tokens", importId: importFromId, provider });
    }
    // ===========
    // INITIALIZER
    // ===========
    /**
    * Create a new jeton_tokens Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonTokensConfig = {}
    */
    constructor(scope, id, config = {}) {
        super(scope, id, {
            terraformResourceType: 'jeton_tokens',
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
        // tokens - computed: true, optional: false, required: false
        this._tokens = new DataJetonTokensTokensList(this, "tokens", false);
        this._project = config.project;
        this._serviceAccountId = config.serviceAccountId;
        this._userId = config.userId;
        this._roleId = config.roleId;
        this._name = config.name;
        this._createdBy = config.createdBy;
        this._trustPolicyId = config.trustPolicyId;
        this._search = config.search;
        this._unusedSince = config.unusedSince;
        this._state = config.state;
        this._ephemeral = config.ephemeral;
        this._session = config.session;
        this._createdAfter = config.createdAfter;
        this._createdBefore = config.createdBefore;
        this._expiresAfter = config.expiresAfter;
        this._expiresBefore = config.expiresBefore;
        this._lastUsedAfter = config.lastUsedAfter;
        this._lastUsedBefore = config.lastUsedBefore;
        this._limit = config.limit;
    }
    get project() {
        return this.getStringAttribute('project');
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
    get serviceAccountId() {
        return this.getStringAttribute('service_account_id');
    }
    set serviceAccountId(value) {
        this._serviceAccountId = value;
    }
    resetServiceAccountId() {
        this._serviceAccountId = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get serviceAccountIdInput() {
        return this._serviceAccountId;
    }
    get userId() {
        return this.getStringAttribute('user_id');
    }
    set userId(value) {
        this._userId = value;
    }
    resetUserId() {
        this._userId = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get userIdInput() {
        return this._userId;
    }
    get roleId() {
        return this.getStringAttribute('role_id');
    }
    set roleId(value) {
        this._roleId = value;
    }
    resetRoleId() {
        this._roleId = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get roleIdInput() {
        return this._roleId;
    }
    get name() {
        return this.getStringAttribute('name');
    }
    set name(value) {
        this._name = value;
    }
    resetName() {
        this._name = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get nameInput() {
        return this._name;
    }
    get createdBy() {
        return this.getStringAttribute('created_by');
    }
    set createdBy(value) {
        this._createdBy = value;
    }
    resetCreatedBy() {
        this._createdBy = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get createdByInput() {
        return this._createdBy;
    }
    get trustPolicyId() {
        return this.getStringAttribute('trust_policy_id');
    }
    set trustPolicyId(value) {
        this._trustPolicyId = value;
    }
    resetTrustPolicyId() {
        this._trustPolicyId = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get trustPolicyIdInput() {
        return this._trustPolicyId;
    }
    get search() {
        return this.getStringAttribute('search');
    }
    set search(value) {
        this._search = value;
    }
    resetSearch() {
        this._search = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get searchInput() {
        return this._search;
    }
    get unusedSince() {
        return this.getStringAttribute('unused_since');
    }
    set unusedSince(value) {
        this._unusedSince = value;
    }
    resetUnusedSince() {
        this._unusedSince = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get unusedSinceInput() {
        return this._unusedSince;
    }
    get state() {
        return this.getStringAttribute('state');
    }
    set state(value) {
        this._state = value;
    }
    resetState() {
        this._state = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get stateInput() {
        return this._state;
    }
    get ephemeral() {
        return this.getBooleanAttribute('ephemeral');
    }
    set ephemeral(value) {
        this._ephemeral = value;
    }
    resetEphemeral() {
        this._ephemeral = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get ephemeralInput() {
        return this._ephemeral;
    }
    get session() {
        return this.getBooleanAttribute('session');
    }
    set session(value) {
        this._session = value;
    }
    resetSession() {
        this._session = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get sessionInput() {
        return this._session;
    }
    get createdAfter() {
        return this.getStringAttribute('created_after');
    }
    set createdAfter(value) {
        this._createdAfter = value;
    }
    resetCreatedAfter() {
        this._createdAfter = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get createdAfterInput() {
        return this._createdAfter;
    }
    get createdBefore() {
        return this.getStringAttribute('created_before');
    }
    set createdBefore(value) {
        this._createdBefore = value;
    }
    resetCreatedBefore() {
        this._createdBefore = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get createdBeforeInput() {
        return this._createdBefore;
    }
    get expiresAfter() {
        return this.getStringAttribute('expires_after');
    }
    set expiresAfter(value) {
        this._expiresAfter = value;
    }
    resetExpiresAfter() {
        this._expiresAfter = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get expiresAfterInput() {
        return this._expiresAfter;
    }
    get expiresBefore() {
        return this.getStringAttribute('expires_before');
    }
    set expiresBefore(value) {
        this._expiresBefore = value;
    }
    resetExpiresBefore() {
        this._expiresBefore = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get expiresBeforeInput() {
        return this._expiresBefore;
    }
    get lastUsedAfter() {
        return this.getStringAttribute('last_used_after');
    }
    set lastUsedAfter(value) {
        this._lastUsedAfter = value;
    }
    resetLastUsedAfter() {
        this._lastUsedAfter = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get lastUsedAfterInput() {
        return this._lastUsedAfter;
    }
    get lastUsedBefore() {
        return this.getStringAttribute('last_used_before');
    }
    set lastUsedBefore(value) {
        this._lastUsedBefore = value;
    }
    resetLastUsedBefore() {
        this._lastUsedBefore = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get lastUsedBeforeInput() {
        return this._lastUsedBefore;
    }
    get limit() {
        return this.getNumberAttribute('limit');
    }
    set limit(value) {
        this._limit = value;
    }
    resetLimit() {
        this._limit = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get limitInput() {
        return this._limit;
    }
    get tokens() {
        return this._tokens;
    }
    // =========
    // SYNTHESIS
    // =========
    synthesizeAttributes() {
        return {
            project: cdktf.stringToTerraform(this._project),
            service_account_id: cdktf.stringToTerraform(this._serviceAccountId),
            user_id: cdktf.stringToTerraform(this._userId),
            role_id: cdktf.stringToTerraform(this._roleId),
            name: cdktf.stringToTerraform(this._name),
            created_by: cdktf.stringToTerraform(this._createdBy),
            trust_policy_id: cdktf.stringToTerraform(this._trustPolicyId),
            search: cdktf.stringToTerraform(this._search),
            unused_since: cdktf.stringToTerraform(this._unusedSince),
            state: cdktf.stringToTerraform(this._state),
            ephemeral: cdktf.booleanToTerraform(this._ephemeral),
            session: cdktf.booleanToTerraform(this._session),
            created_after: cdktf.stringToTerraform(this._createdAfter),
            created_before: cdktf.stringToTerraform(this._createdBefore),
            expires_after: cdktf.stringToTerraform(this._expiresAfter),
            expires_before: cdktf.stringToTerraform(this._expiresBefore),
            last_used_after: cdktf.stringToTerraform(this._lastUsedAfter),
            last_used_before: cdktf.stringToTerraform(this._lastUsedBefore),
            limit: cdktf.numberToTerraform(this._limit),
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
            service_account_id: {
                value: cdktf.stringToHclTerraform(this._serviceAccountId),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            user_id: {
                value: cdktf.stringToHclTerraform(this._userId),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            role_id: {
                value: cdktf.stringToHclTerraform(this._roleId),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            name: {
                value: cdktf.stringToHclTerraform(this._name),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            created_by: {
                value: cdktf.stringToHclTerraform(this._createdBy),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            trust_policy_id: {
                value: cdktf.stringToHclTerraform(this._trustPolicyId),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            search: {
                value: cdktf.stringToHclTerraform(this._search),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            unused_since: {
                value: cdktf.stringToHclTerraform(this._unusedSince),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            state: {
                value: cdktf.stringToHclTerraform(this._state),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            ephemeral: {
                value: cdktf.booleanToHclTerraform(this._ephemeral),
                isBlock: false,
                type: "simple",
                storageClassType: "boolean",
            },
            session: {
                value: cdktf.booleanToHclTerraform(this._session),
                isBlock: false,
                type: "simple",
                storageClassType: "boolean",
            },
            created_after: {
                value: cdktf.stringToHclTerraform(this._createdAfter),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            created_before: {
                value: cdktf.stringToHclTerraform(this._createdBefore),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            expires_after: {
                value: cdktf.stringToHclTerraform(this._expiresAfter),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            expires_before: {
                value: cdktf.stringToHclTerraform(this._expiresBefore),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            last_used_after: {
                value: cdktf.stringToHclTerraform(this._lastUsedAfter),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            last_used_before: {
                value: cdktf.stringToHclTerraform(this._lastUsedBefore),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            limit: {
                value: cdktf.numberToHclTerraform(this._limit),
                isBlock: false,
                type: "simple",
                storageClassType: "number",
            },
        };
        // remove undefined attributes
        return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
    }
}
exports.DataJetonTokens = DataJetonTokens;
