import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
export interface DataJetonTokenConfig extends cdktf.TerraformMetaArguments {
    /**
    * The object's id: a prefix that tells its kind, and a UUIDv7.
    *
    * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
    * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
    */
    readonly id?: string;
    /**
    * Its owner and its name, for example `sa/shop/deployer/ci`.
    */
    readonly reference?: string;
}
export interface DataJetonTokenRules {
}
export declare function dataJetonTokenRulesToTerraform(struct?: DataJetonTokenRules): any;
export declare function dataJetonTokenRulesToHclTerraform(struct?: DataJetonTokenRules): any;
export declare class DataJetonTokenRulesOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonTokenRules | undefined;
    set internalValue(value: DataJetonTokenRules | undefined);
    get resourceType(): string;
    get actions(): string[];
    get resourceNames(): string[];
}
export declare class DataJetonTokenRulesList extends cdktf.ComplexList {
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
    get(index: number): DataJetonTokenRulesOutputReference;
}
export interface DataJetonTokenRateLimit {
}
export declare function dataJetonTokenRateLimitToTerraform(struct?: DataJetonTokenRateLimit): any;
export declare function dataJetonTokenRateLimitToHclTerraform(struct?: DataJetonTokenRateLimit): any;
export declare class DataJetonTokenRateLimitOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): DataJetonTokenRateLimit | undefined;
    set internalValue(value: DataJetonTokenRateLimit | undefined);
    get requests(): number;
    get period(): string;
}
/**
* Represents a jeton_token
*/
export declare class DataJetonToken extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_token";
    /**
    * Generates CDKTF code for importing a DataJetonToken resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonToken to import
    * @param importFromId The id of the existing DataJetonToken that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonToken to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_token Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonTokenConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonTokenConfig);
    private _id?;
    get id(): string;
    set id(value: string);
    resetId(): void;
    get idInput(): string | undefined;
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
    get rules(): DataJetonTokenRulesList;
    get expiresAt(): string;
    get maxAge(): string;
    get extendOnUse(): cdktf.IResolvable;
    get absoluteExpiresAt(): string;
    get notBefore(): string;
    get usageLimit(): number;
    get allowedCidrs(): string[];
    get audiences(): string[];
    private _rateLimit;
    get rateLimit(): DataJetonTokenRateLimitOutputReference;
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
    private _reference?;
    get reference(): string;
    set reference(value: string);
    resetReference(): void;
    get referenceInput(): string | undefined;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
