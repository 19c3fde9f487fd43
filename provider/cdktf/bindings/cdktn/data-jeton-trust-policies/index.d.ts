import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
export interface DataJetonTrustPoliciesConfig extends cdktf.TerraformMetaArguments {
    /**
    * Only those whose `project` is this.
    */
    readonly project?: string;
    /**
    * Only those whose `service_account_id` is this.
    */
    readonly serviceAccountId?: string;
    /**
    * Only those whose `name` is this.
    */
    readonly name?: string;
    /**
    * Only those whose `issuer` is this.
    */
    readonly issuer?: string;
    /**
    * Only those with this in their `name` or `description`, A to Z of either case alike.
    */
    readonly search?: string;
    /**
    * How many there may be at most, up to 10000; 1000 by default. More of them are an error, since a part would pass for the whole.
    */
    readonly limit?: number;
}
export interface DataJetonTrustPoliciesTrustPoliciesRules {
}
export declare function dataJetonTrustPoliciesTrustPoliciesRulesToTerraform(struct?: DataJetonTrustPoliciesTrustPoliciesRules): any;
export declare function dataJetonTrustPoliciesTrustPoliciesRulesToHclTerraform(struct?: DataJetonTrustPoliciesTrustPoliciesRules): any;
export declare class DataJetonTrustPoliciesTrustPoliciesRulesOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonTrustPoliciesTrustPoliciesRules | undefined;
    set internalValue(value: DataJetonTrustPoliciesTrustPoliciesRules | undefined);
    get resourceType(): string;
    get actions(): string[];
    get resourceNames(): string[];
}
export declare class DataJetonTrustPoliciesTrustPoliciesRulesList extends cdktf.ComplexList {
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
    get(index: number): DataJetonTrustPoliciesTrustPoliciesRulesOutputReference;
}
export interface DataJetonTrustPoliciesTrustPolicies {
}
export declare function dataJetonTrustPoliciesTrustPoliciesToTerraform(struct?: DataJetonTrustPoliciesTrustPolicies): any;
export declare function dataJetonTrustPoliciesTrustPoliciesToHclTerraform(struct?: DataJetonTrustPoliciesTrustPolicies): any;
export declare class DataJetonTrustPoliciesTrustPoliciesOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonTrustPoliciesTrustPolicies | undefined;
    set internalValue(value: DataJetonTrustPoliciesTrustPolicies | undefined);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    get serviceAccountId(): string;
    get project(): string;
    get name(): string;
    get description(): string;
    get issuer(): string;
    get audience(): string;
    private _claims;
    get claims(): cdktf.StringListMap;
    get maxTtl(): string;
    get mode(): string;
    private _rules;
    get rules(): DataJetonTrustPoliciesTrustPoliciesRulesList;
    get allowedCidrs(): string[];
    get explainRefusals(): cdktf.IResolvable;
    get disabled(): cdktf.IResolvable;
}
export declare class DataJetonTrustPoliciesTrustPoliciesList extends cdktf.ComplexList {
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
    get(index: number): DataJetonTrustPoliciesTrustPoliciesOutputReference;
}
/**
* Represents a jeton_trust_policies
*/
export declare class DataJetonTrustPolicies extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_trust_policies";
    /**
    * Generates CDKTF code for importing a DataJetonTrustPolicies resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonTrustPolicies to import
    * @param importFromId The id of the existing DataJetonTrustPolicies that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonTrustPolicies to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_trust_policies Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonTrustPoliciesConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonTrustPoliciesConfig);
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
    private _name?;
    get name(): string;
    set name(value: string);
    resetName(): void;
    get nameInput(): string | undefined;
    private _issuer?;
    get issuer(): string;
    set issuer(value: string);
    resetIssuer(): void;
    get issuerInput(): string | undefined;
    private _search?;
    get search(): string;
    set search(value: string);
    resetSearch(): void;
    get searchInput(): string | undefined;
    private _limit?;
    get limit(): number;
    set limit(value: number);
    resetLimit(): void;
    get limitInput(): number | undefined;
    private _trustPolicies;
    get trustPolicies(): DataJetonTrustPoliciesTrustPoliciesList;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
