import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
export interface DataJetonTokensConfig extends cdktf.TerraformMetaArguments {
    /**
    * Only those whose `project` is this.
    */
    readonly project?: string;
    /**
    * Only those whose `service_account_id` is this.
    */
    readonly serviceAccountId?: string;
    /**
    * Only those whose `user_id` is this.
    */
    readonly userId?: string;
    /**
    * Only those whose `role_id` is this.
    */
    readonly roleId?: string;
    /**
    * Only those whose `name` is this.
    */
    readonly name?: string;
    /**
    * Only those whose `created_by` is this.
    */
    readonly createdBy?: string;
    /**
    * Only those whose `trust_policy_id` is this.
    */
    readonly trustPolicyId?: string;
    /**
    * Only those with this in their `name` or `description` or `hint`, A to Z of either case alike.
    */
    readonly search?: string;
    /**
    * Only those made before this instant and not used since.
    */
    readonly unusedSince?: string;
    /**
    * Only those whose `state` is this.
    */
    readonly state?: string;
    /**
    * Only those whose `ephemeral` is this.
    */
    readonly ephemeral?: boolean | cdktf.IResolvable;
    /**
    * Only those whose `session` is this.
    */
    readonly session?: boolean | cdktf.IResolvable;
    /**
    * Only those whose `created_at` is this instant or later; not those without one.
    */
    readonly createdAfter?: string;
    /**
    * Only those whose `created_at` is before this instant; not those without one.
    */
    readonly createdBefore?: string;
    /**
    * Only those whose `expires_at` is this instant or later; not those without one.
    */
    readonly expiresAfter?: string;
    /**
    * Only those whose `expires_at` is before this instant; not those without one.
    */
    readonly expiresBefore?: string;
    /**
    * Only those whose `last_used_at` is this instant or later; not those without one.
    */
    readonly lastUsedAfter?: string;
    /**
    * Only those whose `last_used_at` is before this instant; not those without one.
    */
    readonly lastUsedBefore?: string;
    /**
    * How many there may be at most, up to 10000; 1000 by default. More of them are an error, since a part would pass for the whole.
    */
    readonly limit?: number;
}
export interface DataJetonTokensTokensRules {
}
export declare function dataJetonTokensTokensRulesToTerraform(struct?: DataJetonTokensTokensRules): any;
export declare function dataJetonTokensTokensRulesToHclTerraform(struct?: DataJetonTokensTokensRules): any;
export declare class DataJetonTokensTokensRulesOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonTokensTokensRules | undefined;
    set internalValue(value: DataJetonTokensTokensRules | undefined);
    get resourceType(): string;
    get actions(): string[];
    get resourceNames(): string[];
}
export declare class DataJetonTokensTokensRulesList extends cdktf.ComplexList {
    protected terraformResource: cdktf.IInterpolatingParent;
    protected terraformAttribute: string;
    protected wrapsSet: boolean;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean);
    /**
    * @param index the index of the item to return
    */
    get(index: number): DataJetonTokensTokensRulesOutputReference;
}
export interface DataJetonTokensTokensRateLimit {
}
export declare function dataJetonTokensTokensRateLimitToTerraform(struct?: DataJetonTokensTokensRateLimit): any;
export declare function dataJetonTokensTokensRateLimitToHclTerraform(struct?: DataJetonTokensTokensRateLimit): any;
export declare class DataJetonTokensTokensRateLimitOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): DataJetonTokensTokensRateLimit | undefined;
    set internalValue(value: DataJetonTokensTokensRateLimit | undefined);
    get requests(): number;
    get period(): string;
}
export interface DataJetonTokensTokens {
}
export declare function dataJetonTokensTokensToTerraform(struct?: DataJetonTokensTokens): any;
export declare function dataJetonTokensTokensToHclTerraform(struct?: DataJetonTokensTokens): any;
export declare class DataJetonTokensTokensOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonTokensTokens | undefined;
    set internalValue(value: DataJetonTokensTokens | undefined);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    get serviceAccountId(): string;
    get userId(): string;
    get roleId(): string;
    get project(): string;
    get name(): string;
    get description(): string;
    get within(): string;
    get mode(): string;
    private _rules;
    get rules(): DataJetonTokensTokensRulesList;
    get expiresAt(): string;
    get maxAge(): string;
    get extendOnUse(): cdktf.IResolvable;
    get absoluteExpiresAt(): string;
    get notBefore(): string;
    get usageLimit(): number;
    get allowedCidrs(): string[];
    get audiences(): string[];
    private _rateLimit;
    get rateLimit(): DataJetonTokensTokensRateLimitOutputReference;
    private _labels;
    get labels(): cdktf.StringMap;
    get disabled(): cdktf.IResolvable;
    get ephemeral(): cdktf.IResolvable;
    get trustPolicyId(): string;
    get session(): cdktf.IResolvable;
    get state(): string;
    get hint(): string;
    get rotatedAt(): string;
    get pendingSince(): string;
    get requestedBy(): string[];
    get approvedAt(): string;
    get approvedBy(): string;
    get lastUsedAt(): string;
    get lastUsedIp(): string;
    get lastUsedBy(): string;
    get uses(): number;
}
export declare class DataJetonTokensTokensList extends cdktf.ComplexList {
    protected terraformResource: cdktf.IInterpolatingParent;
    protected terraformAttribute: string;
    protected wrapsSet: boolean;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean);
    /**
    * @param index the index of the item to return
    */
    get(index: number): DataJetonTokensTokensOutputReference;
}
/**
* Represents a jeton_tokens
*/
export declare class DataJetonTokens extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_tokens";
    /**
    * Generates CDKTF code for importing a DataJetonTokens resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonTokens to import
    * @param importFromId The id of the existing DataJetonTokens that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonTokens to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_tokens Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonTokensConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonTokensConfig);
    private _project?;
    get project(): string;
    set project(value: string);
    resetProject(): void;
    get projectInput(): string | undefined;
    private _serviceAccountId?;
    get serviceAccountId(): string;
    set serviceAccountId(value: string);
    resetServiceAccountId(): void;
    get serviceAccountIdInput(): string | undefined;
    private _userId?;
    get userId(): string;
    set userId(value: string);
    resetUserId(): void;
    get userIdInput(): string | undefined;
    private _roleId?;
    get roleId(): string;
    set roleId(value: string);
    resetRoleId(): void;
    get roleIdInput(): string | undefined;
    private _name?;
    get name(): string;
    set name(value: string);
    resetName(): void;
    get nameInput(): string | undefined;
    private _createdBy?;
    get createdBy(): string;
    set createdBy(value: string);
    resetCreatedBy(): void;
    get createdByInput(): string | undefined;
    private _trustPolicyId?;
    get trustPolicyId(): string;
    set trustPolicyId(value: string);
    resetTrustPolicyId(): void;
    get trustPolicyIdInput(): string | undefined;
    private _search?;
    get search(): string;
    set search(value: string);
    resetSearch(): void;
    get searchInput(): string | undefined;
    private _unusedSince?;
    get unusedSince(): string;
    set unusedSince(value: string);
    resetUnusedSince(): void;
    get unusedSinceInput(): string | undefined;
    private _state?;
    get state(): string;
    set state(value: string);
    resetState(): void;
    get stateInput(): string | undefined;
    private _ephemeral?;
    get ephemeral(): boolean | cdktf.IResolvable;
    set ephemeral(value: boolean | cdktf.IResolvable);
    resetEphemeral(): void;
    get ephemeralInput(): boolean | cdktf.IResolvable | undefined;
    private _session?;
    get session(): boolean | cdktf.IResolvable;
    set session(value: boolean | cdktf.IResolvable);
    resetSession(): void;
    get sessionInput(): boolean | cdktf.IResolvable | undefined;
    private _createdAfter?;
    get createdAfter(): string;
    set createdAfter(value: string);
    resetCreatedAfter(): void;
    get createdAfterInput(): string | undefined;
    private _createdBefore?;
    get createdBefore(): string;
    set createdBefore(value: string);
    resetCreatedBefore(): void;
    get createdBeforeInput(): string | undefined;
    private _expiresAfter?;
    get expiresAfter(): string;
    set expiresAfter(value: string);
    resetExpiresAfter(): void;
    get expiresAfterInput(): string | undefined;
    private _expiresBefore?;
    get expiresBefore(): string;
    set expiresBefore(value: string);
    resetExpiresBefore(): void;
    get expiresBeforeInput(): string | undefined;
    private _lastUsedAfter?;
    get lastUsedAfter(): string;
    set lastUsedAfter(value: string);
    resetLastUsedAfter(): void;
    get lastUsedAfterInput(): string | undefined;
    private _lastUsedBefore?;
    get lastUsedBefore(): string;
    set lastUsedBefore(value: string);
    resetLastUsedBefore(): void;
    get lastUsedBeforeInput(): string | undefined;
    private _limit?;
    get limit(): number;
    set limit(value: number);
    resetLimit(): void;
    get limitInput(): number | undefined;
    private _tokens;
    get tokens(): DataJetonTokensTokensList;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
