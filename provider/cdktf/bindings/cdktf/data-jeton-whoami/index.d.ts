import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface DataJetonWhoamiConfig extends cdktf.TerraformMetaArguments {
}
export interface DataJetonWhoamiSubject {
}
export declare function dataJetonWhoamiSubjectToTerraform(struct?: DataJetonWhoamiSubject): any;
export declare function dataJetonWhoamiSubjectToHclTerraform(struct?: DataJetonWhoamiSubject): any;
export declare class DataJetonWhoamiSubjectOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): DataJetonWhoamiSubject | undefined;
    set internalValue(value: DataJetonWhoamiSubject | undefined);
    get type(): string;
    get id(): string;
    get reference(): string;
    get project(): string;
}
export interface DataJetonWhoamiTokenRules {
}
export declare function dataJetonWhoamiTokenRulesToTerraform(struct?: DataJetonWhoamiTokenRules): any;
export declare function dataJetonWhoamiTokenRulesToHclTerraform(struct?: DataJetonWhoamiTokenRules): any;
export declare class DataJetonWhoamiTokenRulesOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonWhoamiTokenRules | undefined;
    set internalValue(value: DataJetonWhoamiTokenRules | undefined);
    get resourceType(): string;
    get actions(): string[];
    get resourceNames(): string[];
}
export declare class DataJetonWhoamiTokenRulesList extends cdktf.ComplexList {
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
    get(index: number): DataJetonWhoamiTokenRulesOutputReference;
}
export interface DataJetonWhoamiTokenRateLimit {
}
export declare function dataJetonWhoamiTokenRateLimitToTerraform(struct?: DataJetonWhoamiTokenRateLimit): any;
export declare function dataJetonWhoamiTokenRateLimitToHclTerraform(struct?: DataJetonWhoamiTokenRateLimit): any;
export declare class DataJetonWhoamiTokenRateLimitOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): DataJetonWhoamiTokenRateLimit | undefined;
    set internalValue(value: DataJetonWhoamiTokenRateLimit | undefined);
    get requests(): number;
    get period(): string;
}
export interface DataJetonWhoamiToken {
}
export declare function dataJetonWhoamiTokenToTerraform(struct?: DataJetonWhoamiToken): any;
export declare function dataJetonWhoamiTokenToHclTerraform(struct?: DataJetonWhoamiToken): any;
export declare class DataJetonWhoamiTokenOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): DataJetonWhoamiToken | undefined;
    set internalValue(value: DataJetonWhoamiToken | undefined);
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
    get rules(): DataJetonWhoamiTokenRulesList;
    get expiresAt(): string;
    get maxAge(): string;
    get extendOnUse(): cdktf.IResolvable;
    get absoluteExpiresAt(): string;
    get notBefore(): string;
    get usageLimit(): number;
    get allowedCidrs(): string[];
    get audiences(): string[];
    private _rateLimit;
    get rateLimit(): DataJetonWhoamiTokenRateLimitOutputReference;
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
export interface DataJetonWhoamiGrantsRules {
}
export declare function dataJetonWhoamiGrantsRulesToTerraform(struct?: DataJetonWhoamiGrantsRules): any;
export declare function dataJetonWhoamiGrantsRulesToHclTerraform(struct?: DataJetonWhoamiGrantsRules): any;
export declare class DataJetonWhoamiGrantsRulesOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonWhoamiGrantsRules | undefined;
    set internalValue(value: DataJetonWhoamiGrantsRules | undefined);
    get resourceType(): string;
    get actions(): string[];
    get resourceNames(): string[];
}
export declare class DataJetonWhoamiGrantsRulesList extends cdktf.ComplexList {
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
    get(index: number): DataJetonWhoamiGrantsRulesOutputReference;
}
export interface DataJetonWhoamiGrants {
}
export declare function dataJetonWhoamiGrantsToTerraform(struct?: DataJetonWhoamiGrants): any;
export declare function dataJetonWhoamiGrantsToHclTerraform(struct?: DataJetonWhoamiGrants): any;
export declare class DataJetonWhoamiGrantsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonWhoamiGrants | undefined;
    set internalValue(value: DataJetonWhoamiGrants | undefined);
    get project(): string;
    get roleId(): string;
    get role(): string;
    private _rules;
    get rules(): DataJetonWhoamiGrantsRulesList;
    get expiresAt(): string;
    get groupId(): string;
    get group(): string;
}
export declare class DataJetonWhoamiGrantsList extends cdktf.ComplexList {
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
    get(index: number): DataJetonWhoamiGrantsOutputReference;
}
/**
* Represents a jeton_whoami
*/
export declare class DataJetonWhoami extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_whoami";
    /**
    * Generates CDKTF code for importing a DataJetonWhoami resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonWhoami to import
    * @param importFromId The id of the existing DataJetonWhoami that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonWhoami to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_whoami Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonWhoamiConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonWhoamiConfig);
    private _subject;
    get subject(): DataJetonWhoamiSubjectOutputReference;
    private _token;
    get token(): DataJetonWhoamiTokenOutputReference;
    private _grants;
    get grants(): DataJetonWhoamiGrantsList;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
