import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface DataJetonPoliciesConfig extends cdktf.TerraformMetaArguments {
    /**
    * Only those whose `project` is this.
    */
    readonly project?: string;
    /**
    * How many there may be at most, up to 10000; 1000 by default. More of them are an error, since a part would pass for the whole.
    */
    readonly limit?: number;
}
export interface DataJetonPoliciesPolicies {
}
export declare function dataJetonPoliciesPoliciesToTerraform(struct?: DataJetonPoliciesPolicies): any;
export declare function dataJetonPoliciesPoliciesToHclTerraform(struct?: DataJetonPoliciesPolicies): any;
export declare class DataJetonPoliciesPoliciesOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonPoliciesPolicies | undefined;
    set internalValue(value: DataJetonPoliciesPolicies | undefined);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    get project(): string;
    get maxLifetime(): string;
    get allowNever(): cdktf.IResolvable;
    get presets(): string[];
    get requireApproval(): cdktf.IResolvable;
    get unusedAfter(): string;
    get creators(): string;
}
export declare class DataJetonPoliciesPoliciesList extends cdktf.ComplexList {
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
    get(index: number): DataJetonPoliciesPoliciesOutputReference;
}
/**
* Represents a jeton_policies
*/
export declare class DataJetonPolicies extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_policies";
    /**
    * Generates CDKTF code for importing a DataJetonPolicies resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonPolicies to import
    * @param importFromId The id of the existing DataJetonPolicies that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonPolicies to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_policies Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonPoliciesConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonPoliciesConfig);
    private _project?;
    get project(): string;
    set project(value: string);
    resetProject(): void;
    get projectInput(): string | undefined;
    private _limit?;
    get limit(): number;
    set limit(value: number);
    resetLimit(): void;
    get limitInput(): number | undefined;
    private _policies;
    get policies(): DataJetonPoliciesPoliciesList;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
