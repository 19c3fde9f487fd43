import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
export interface DataJetonTrustPolicyConfig extends cdktf.TerraformMetaArguments {
    /**
    * The object's id: a prefix that tells its kind, and a UUIDv7.
    *
    * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
    * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
    */
    readonly id?: string;
    /**
    * The project of the service account.
    */
    readonly project?: string;
    /**
    * Name, unique in its project.
    */
    readonly name?: string;
}
export interface DataJetonTrustPolicyRules {
}
export declare function dataJetonTrustPolicyRulesToTerraform(struct?: DataJetonTrustPolicyRules): any;
export declare function dataJetonTrustPolicyRulesToHclTerraform(struct?: DataJetonTrustPolicyRules): any;
export declare class DataJetonTrustPolicyRulesOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonTrustPolicyRules | undefined;
    set internalValue(value: DataJetonTrustPolicyRules | undefined);
    get resourceType(): string;
    get actions(): string[];
    get resourceNames(): string[];
}
export declare class DataJetonTrustPolicyRulesList extends cdktf.ComplexList {
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
    get(index: number): DataJetonTrustPolicyRulesOutputReference;
}
/**
* Represents a jeton_trust_policy
*/
export declare class DataJetonTrustPolicy extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_trust_policy";
    /**
    * Generates CDKTF code for importing a DataJetonTrustPolicy resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonTrustPolicy to import
    * @param importFromId The id of the existing DataJetonTrustPolicy that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonTrustPolicy to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_trust_policy Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonTrustPolicyConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonTrustPolicyConfig);
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
    private _project?;
    get project(): string;
    set project(value: string);
    resetProject(): void;
    get projectInput(): string | undefined;
    private _name?;
    get name(): string;
    set name(value: string);
    resetName(): void;
    get nameInput(): string | undefined;
    get description(): string;
    get issuer(): string;
    get audience(): string;
    private _claims;
    get claims(): cdktf.StringListMap;
    get maxTtl(): string;
    get mode(): string;
    private _rules;
    get rules(): DataJetonTrustPolicyRulesList;
    get allowedCidrs(): string[];
    get explainRefusals(): cdktf.IResolvable;
    get disabled(): cdktf.IResolvable;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
