import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
export interface DataJetonRoleBindingsConfig extends cdktf.TerraformMetaArguments {
    /**
    * Only those whose `project` is this.
    */
    readonly project?: string;
    /**
    * Only those whose `role_id` is this.
    */
    readonly roleId?: string;
    /**
    * Only those whose `service_account_id` is this.
    */
    readonly serviceAccountId?: string;
    /**
    * Only those whose `user_id` is this.
    */
    readonly userId?: string;
    /**
    * Only those whose `group_id` is this.
    */
    readonly groupId?: string;
    /**
    * How many there may be at most, up to 10000; 1000 by default. More of them are an error, since a part would pass for the whole.
    */
    readonly limit?: number;
}
export interface DataJetonRoleBindingsRoleBindingsClaim {
}
export declare function dataJetonRoleBindingsRoleBindingsClaimToTerraform(struct?: DataJetonRoleBindingsRoleBindingsClaim): any;
export declare function dataJetonRoleBindingsRoleBindingsClaimToHclTerraform(struct?: DataJetonRoleBindingsRoleBindingsClaim): any;
export declare class DataJetonRoleBindingsRoleBindingsClaimOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): DataJetonRoleBindingsRoleBindingsClaim | undefined;
    set internalValue(value: DataJetonRoleBindingsRoleBindingsClaim | undefined);
    get issuer(): string;
    get name(): string;
    get values(): string[];
}
export interface DataJetonRoleBindingsRoleBindings {
}
export declare function dataJetonRoleBindingsRoleBindingsToTerraform(struct?: DataJetonRoleBindingsRoleBindings): any;
export declare function dataJetonRoleBindingsRoleBindingsToHclTerraform(struct?: DataJetonRoleBindingsRoleBindings): any;
export declare class DataJetonRoleBindingsRoleBindingsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonRoleBindingsRoleBindings | undefined;
    set internalValue(value: DataJetonRoleBindingsRoleBindings | undefined);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    get roleId(): string;
    get serviceAccountId(): string;
    get userId(): string;
    get groupId(): string;
    private _claim;
    get claim(): DataJetonRoleBindingsRoleBindingsClaimOutputReference;
    get project(): string;
    get expiresAt(): string;
}
export declare class DataJetonRoleBindingsRoleBindingsList extends cdktf.ComplexList {
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
    get(index: number): DataJetonRoleBindingsRoleBindingsOutputReference;
}
/**
* Represents a jeton_role_bindings
*/
export declare class DataJetonRoleBindings extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_role_bindings";
    /**
    * Generates CDKTF code for importing a DataJetonRoleBindings resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonRoleBindings to import
    * @param importFromId The id of the existing DataJetonRoleBindings that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonRoleBindings to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_role_bindings Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonRoleBindingsConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonRoleBindingsConfig);
    private _project?;
    get project(): string;
    set project(value: string);
    resetProject(): void;
    get projectInput(): string | undefined;
    private _roleId?;
    get roleId(): string;
    set roleId(value: string);
    resetRoleId(): void;
    get roleIdInput(): string | undefined;
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
    private _groupId?;
    get groupId(): string;
    set groupId(value: string);
    resetGroupId(): void;
    get groupIdInput(): string | undefined;
    private _limit?;
    get limit(): number;
    set limit(value: number);
    resetLimit(): void;
    get limitInput(): number | undefined;
    private _roleBindings;
    get roleBindings(): DataJetonRoleBindingsRoleBindingsList;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
