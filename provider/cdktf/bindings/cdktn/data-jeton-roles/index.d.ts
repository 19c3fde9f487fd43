import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
export interface DataJetonRolesConfig extends cdktf.TerraformMetaArguments {
    /**
    * Only those whose `project` is this.
    */
    readonly project?: string;
    /**
    * Only those whose `name` is this.
    */
    readonly name?: string;
    /**
    * Only those with this in their `name` or `description`, A to Z of either case alike.
    */
    readonly search?: string;
    /**
    * How many there may be at most, up to 10000; 1000 by default. More of them are an error, since a part would pass for the whole.
    */
    readonly limit?: number;
}
export interface DataJetonRolesRolesRules {
}
export declare function dataJetonRolesRolesRulesToTerraform(struct?: DataJetonRolesRolesRules): any;
export declare function dataJetonRolesRolesRulesToHclTerraform(struct?: DataJetonRolesRolesRules): any;
export declare class DataJetonRolesRolesRulesOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonRolesRolesRules | undefined;
    set internalValue(value: DataJetonRolesRolesRules | undefined);
    get resourceType(): string;
    get actions(): string[];
    get resourceNames(): string[];
}
export declare class DataJetonRolesRolesRulesList extends cdktf.ComplexList {
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
    get(index: number): DataJetonRolesRolesRulesOutputReference;
}
export interface DataJetonRolesRoles {
}
export declare function dataJetonRolesRolesToTerraform(struct?: DataJetonRolesRoles): any;
export declare function dataJetonRolesRolesToHclTerraform(struct?: DataJetonRolesRoles): any;
export declare class DataJetonRolesRolesOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonRolesRoles | undefined;
    set internalValue(value: DataJetonRolesRoles | undefined);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    get name(): string;
    get project(): string;
    get description(): string;
    private _rules;
    get rules(): DataJetonRolesRolesRulesList;
    get builtIn(): cdktf.IResolvable;
}
export declare class DataJetonRolesRolesList extends cdktf.ComplexList {
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
    get(index: number): DataJetonRolesRolesOutputReference;
}
/**
* Represents a jeton_roles
*/
export declare class DataJetonRoles extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_roles";
    /**
    * Generates CDKTF code for importing a DataJetonRoles resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonRoles to import
    * @param importFromId The id of the existing DataJetonRoles that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonRoles to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_roles Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonRolesConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonRolesConfig);
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
    private _roles;
    get roles(): DataJetonRolesRolesList;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
