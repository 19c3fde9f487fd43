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
exports.EphemeralJetonToken = exports.EphemeralJetonTokenRateLimitOutputReference = exports.EphemeralJetonTokenRulesList = exports.EphemeralJetonTokenRulesOutputReference = void 0;
exports.ephemeralJetonTokenRulesToTerraform = ephemeralJetonTokenRulesToTerraform;
exports.ephemeralJetonTokenRulesToHclTerraform = ephemeralJetonTokenRulesToHclTerraform;
exports.ephemeralJetonTokenRateLimitToTerraform = ephemeralJetonTokenRateLimitToTerraform;
exports.ephemeralJetonTokenRateLimitToHclTerraform = ephemeralJetonTokenRateLimitToHclTerraform;
const cdktf = __importStar(require("cdktn"));
const ephemeral_resource_1 = require("../ephemeral-resource");
function ephemeralJetonTokenRulesToTerraform(struct) {
    if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
        return struct;
    }
    if (cdktf.isComplexElement(struct)) {
        throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
    }
    return {
        resource_type: cdktf.stringToTerraform(struct.resourceType),
        actions: cdktf.listMapper(cdktf.stringToTerraform, false)(struct.actions),
        resource_names: cdktf.listMapper(cdktf.stringToTerraform, false)(struct.resourceNames),
    };
}
function ephemeralJetonTokenRulesToHclTerraform(struct) {
    if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
        return struct;
    }
    if (cdktf.isComplexElement(struct)) {
        throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
    }
    const attrs = {
        resource_type: {
            value: cdktf.stringToHclTerraform(struct.resourceType),
            isBlock: false,
            type: "simple",
            storageClassType: "string",
        },
        actions: {
            value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct.actions),
            isBlock: false,
            type: "set",
            storageClassType: "stringList",
        },
        resource_names: {
            value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct.resourceNames),
            isBlock: false,
            type: "set",
            storageClassType: "stringList",
        },
    };
    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}
class EphemeralJetonTokenRulesOutputReference extends cdktf.ComplexObject {
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
        if (this.resolvableValue) {
            return this.resolvableValue;
        }
        let hasAnyValues = this.isEmptyObject;
        const internalValueResult = {};
        if (this._resourceType !== undefined) {
            hasAnyValues = true;
            internalValueResult.resourceType = this._resourceType;
        }
        if (this._actions !== undefined) {
            hasAnyValues = true;
            internalValueResult.actions = this._actions;
        }
        if (this._resourceNames !== undefined) {
            hasAnyValues = true;
            internalValueResult.resourceNames = this._resourceNames;
        }
        return hasAnyValues ? internalValueResult : undefined;
    }
    set internalValue(value) {
        if (value === undefined) {
            this.isEmptyObject = false;
            this.resolvableValue = undefined;
            this._resourceType = undefined;
            this._actions = undefined;
            this._resourceNames = undefined;
        }
        else if (cdktf.Tokenization.isResolvable(value)) {
            this.isEmptyObject = false;
            this.resolvableValue = value;
        }
        else {
            this.isEmptyObject = Object.keys(value).length === 0;
            this.resolvableValue = undefined;
            this._resourceType = value.resourceType;
            this._actions = value.actions;
            this._resourceNames = value.resourceNames;
        }
    }
    get resourceType() {
        return this.getStringAttribute('resource_type');
    }
    set resourceType(value) {
        this._resourceType = value;
    }
    // Temporarily expose input value. Use with caution.
    get resourceTypeInput() {
        return this._resourceType;
    }
    get actions() {
        return cdktf.Fn.tolist(this.getListAttribute('actions'));
    }
    set actions(value) {
        this._actions = value;
    }
    // Temporarily expose input value. Use with caution.
    get actionsInput() {
        return this._actions;
    }
    get resourceNames() {
        return cdktf.Fn.tolist(this.getListAttribute('resource_names'));
    }
    set resourceNames(value) {
        this._resourceNames = value;
    }
    resetResourceNames() {
        this._resourceNames = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get resourceNamesInput() {
        return this._resourceNames;
    }
}
exports.EphemeralJetonTokenRulesOutputReference = EphemeralJetonTokenRulesOutputReference;
class EphemeralJetonTokenRulesList extends cdktf.ComplexList {
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
        return new EphemeralJetonTokenRulesOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
    }
}
exports.EphemeralJetonTokenRulesList = EphemeralJetonTokenRulesList;
function ephemeralJetonTokenRateLimitToTerraform(struct) {
    if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
        return struct;
    }
    if (cdktf.isComplexElement(struct)) {
        throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
    }
    return {
        requests: cdktf.numberToTerraform(struct.requests),
        period: cdktf.stringToTerraform(struct.period),
    };
}
function ephemeralJetonTokenRateLimitToHclTerraform(struct) {
    if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) {
        return struct;
    }
    if (cdktf.isComplexElement(struct)) {
        throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
    }
    const attrs = {
        requests: {
            value: cdktf.numberToHclTerraform(struct.requests),
            isBlock: false,
            type: "simple",
            storageClassType: "number",
        },
        period: {
            value: cdktf.stringToHclTerraform(struct.period),
            isBlock: false,
            type: "simple",
            storageClassType: "string",
        },
    };
    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}
class EphemeralJetonTokenRateLimitOutputReference extends cdktf.ComplexObject {
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
        if (this._requests !== undefined) {
            hasAnyValues = true;
            internalValueResult.requests = this._requests;
        }
        if (this._period !== undefined) {
            hasAnyValues = true;
            internalValueResult.period = this._period;
        }
        return hasAnyValues ? internalValueResult : undefined;
    }
    set internalValue(value) {
        if (value === undefined) {
            this.isEmptyObject = false;
            this.resolvableValue = undefined;
            this._requests = undefined;
            this._period = undefined;
        }
        else if (cdktf.Tokenization.isResolvable(value)) {
            this.isEmptyObject = false;
            this.resolvableValue = value;
        }
        else {
            this.isEmptyObject = Object.keys(value).length === 0;
            this.resolvableValue = undefined;
            this._requests = value.requests;
            this._period = value.period;
        }
    }
    get requests() {
        return this.getNumberAttribute('requests');
    }
    set requests(value) {
        this._requests = value;
    }
    // Temporarily expose input value. Use with caution.
    get requestsInput() {
        return this._requests;
    }
    get period() {
        return this.getStringAttribute('period');
    }
    set period(value) {
        this._period = value;
    }
    // Temporarily expose input value. Use with caution.
    get periodInput() {
        return this._period;
    }
}
exports.EphemeralJetonTokenRateLimitOutputReference = EphemeralJetonTokenRateLimitOutputReference;
/**
* Represents a jeton_token
*/
class EphemeralJetonToken extends ephemeral_resource_1.EphemeralResource {
    // =================
    // STATIC PROPERTIES
    // =================
    static { this.tfResourceType = "jeton_token"; }
    // ===========
    // INITIALIZER
    // ===========
    /**
    * Create a new jeton_token ephemeral resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options EphemeralJetonTokenConfig = {}
    */
    constructor(scope, id, config = {}) {
        super(scope, id, {
            terraformResourceType: 'jeton_token',
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
        // rules - computed: false, optional: true, required: false
        this._rules = new EphemeralJetonTokenRulesList(this, "rules", false);
        // rate_limit - computed: false, optional: true, required: false
        this._rateLimit = new EphemeralJetonTokenRateLimitOutputReference(this, "rate_limit");
        this._serviceAccountId = config.serviceAccountId;
        this._userId = config.userId;
        this._roleId = config.roleId;
        this._project = config.project;
        this._name = config.name;
        this._description = config.description;
        this._within = config.within;
        this._mode = config.mode;
        this._rules.internalValue = config.rules;
        this._maxAge = config.maxAge;
        this._usageLimit = config.usageLimit;
        this._allowedCidrs = config.allowedCidrs;
        this._audiences = config.audiences;
        this._rateLimit.internalValue = config.rateLimit;
        this._labels = config.labels;
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
    get description() {
        return this.getStringAttribute('description');
    }
    set description(value) {
        this._description = value;
    }
    resetDescription() {
        this._description = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get descriptionInput() {
        return this._description;
    }
    get within() {
        return this.getStringAttribute('within');
    }
    set within(value) {
        this._within = value;
    }
    resetWithin() {
        this._within = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get withinInput() {
        return this._within;
    }
    get mode() {
        return this.getStringAttribute('mode');
    }
    set mode(value) {
        this._mode = value;
    }
    resetMode() {
        this._mode = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get modeInput() {
        return this._mode;
    }
    get rules() {
        return this._rules;
    }
    putRules(value) {
        this._rules.internalValue = value;
    }
    resetRules() {
        this._rules.internalValue = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get rulesInput() {
        return this._rules.internalValue;
    }
    // expires_at - computed: true, optional: false, required: false
    get expiresAt() {
        return this.getStringAttribute('expires_at');
    }
    get maxAge() {
        return this.getStringAttribute('max_age');
    }
    set maxAge(value) {
        this._maxAge = value;
    }
    resetMaxAge() {
        this._maxAge = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get maxAgeInput() {
        return this._maxAge;
    }
    get usageLimit() {
        return this.getNumberAttribute('usage_limit');
    }
    set usageLimit(value) {
        this._usageLimit = value;
    }
    resetUsageLimit() {
        this._usageLimit = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get usageLimitInput() {
        return this._usageLimit;
    }
    get allowedCidrs() {
        return cdktf.Fn.tolist(this.getListAttribute('allowed_cidrs'));
    }
    set allowedCidrs(value) {
        this._allowedCidrs = value;
    }
    resetAllowedCidrs() {
        this._allowedCidrs = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get allowedCidrsInput() {
        return this._allowedCidrs;
    }
    get audiences() {
        return cdktf.Fn.tolist(this.getListAttribute('audiences'));
    }
    set audiences(value) {
        this._audiences = value;
    }
    resetAudiences() {
        this._audiences = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get audiencesInput() {
        return this._audiences;
    }
    get rateLimit() {
        return this._rateLimit;
    }
    putRateLimit(value) {
        this._rateLimit.internalValue = value;
    }
    resetRateLimit() {
        this._rateLimit.internalValue = undefined;
    }
    // Temporarily expose input value. Use with caution.
    get rateLimitInput() {
        return this._rateLimit.internalValue;
    }
    get labels() {
        return this.getStringMapAttribute('labels');
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
    // secret - computed: true, optional: false, required: false
    get secret() {
        return this.getStringAttribute('secret');
    }
    // =========
    // SYNTHESIS
    // =========
    synthesizeAttributes() {
        return {
            service_account_id: cdktf.stringToTerraform(this._serviceAccountId),
            user_id: cdktf.stringToTerraform(this._userId),
            role_id: cdktf.stringToTerraform(this._roleId),
            project: cdktf.stringToTerraform(this._project),
            name: cdktf.stringToTerraform(this._name),
            description: cdktf.stringToTerraform(this._description),
            within: cdktf.stringToTerraform(this._within),
            mode: cdktf.stringToTerraform(this._mode),
            rules: cdktf.listMapper(ephemeralJetonTokenRulesToTerraform, false)(this._rules.internalValue),
            max_age: cdktf.stringToTerraform(this._maxAge),
            usage_limit: cdktf.numberToTerraform(this._usageLimit),
            allowed_cidrs: cdktf.listMapper(cdktf.stringToTerraform, false)(this._allowedCidrs),
            audiences: cdktf.listMapper(cdktf.stringToTerraform, false)(this._audiences),
            rate_limit: ephemeralJetonTokenRateLimitToTerraform(this._rateLimit.internalValue),
            labels: cdktf.hashMapper(cdktf.stringToTerraform)(this._labels),
        };
    }
    synthesizeHclAttributes() {
        const attrs = {
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
            project: {
                value: cdktf.stringToHclTerraform(this._project),
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
            description: {
                value: cdktf.stringToHclTerraform(this._description),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            within: {
                value: cdktf.stringToHclTerraform(this._within),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            mode: {
                value: cdktf.stringToHclTerraform(this._mode),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            rules: {
                value: cdktf.listMapperHcl(ephemeralJetonTokenRulesToHclTerraform, false)(this._rules.internalValue),
                isBlock: true,
                type: "list",
                storageClassType: "EphemeralJetonTokenRulesList",
            },
            max_age: {
                value: cdktf.stringToHclTerraform(this._maxAge),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            usage_limit: {
                value: cdktf.numberToHclTerraform(this._usageLimit),
                isBlock: false,
                type: "simple",
                storageClassType: "number",
            },
            allowed_cidrs: {
                value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._allowedCidrs),
                isBlock: false,
                type: "set",
                storageClassType: "stringList",
            },
            audiences: {
                value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._audiences),
                isBlock: false,
                type: "set",
                storageClassType: "stringList",
            },
            rate_limit: {
                value: ephemeralJetonTokenRateLimitToHclTerraform(this._rateLimit.internalValue),
                isBlock: true,
                type: "struct",
                storageClassType: "EphemeralJetonTokenRateLimit",
            },
            labels: {
                value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._labels),
                isBlock: false,
                type: "map",
                storageClassType: "stringMap",
            },
        };
        // remove undefined attributes
        return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
    }
}
exports.EphemeralJetonToken = EphemeralJetonToken;
