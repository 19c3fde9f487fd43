import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface DataJetonGroupMembersConfig extends cdktf.TerraformMetaArguments {
    /**
    * Only those whose `project` is this.
    */
    readonly project?: string;
    /**
    * Only those whose `group_id` is this.
    */
    readonly groupId?: string;
    /**
    * Only those whose `service_account_id` is this.
    */
    readonly serviceAccountId?: string;
    /**
    * Only those whose `user_id` is this.
    */
    readonly userId?: string;
    /**
    * How many there may be at most, up to 10000; 1000 by default. More of them are an error, since a part would pass for the whole.
    */
    readonly limit?: number;
}
export interface DataJetonGroupMembersGroupMembers {
}
export declare function dataJetonGroupMembersGroupMembersToTerraform(struct?: DataJetonGroupMembersGroupMembers): any;
export declare function dataJetonGroupMembersGroupMembersToHclTerraform(struct?: DataJetonGroupMembersGroupMembers): any;
export declare class DataJetonGroupMembersGroupMembersOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonGroupMembersGroupMembers | undefined;
    set internalValue(value: DataJetonGroupMembersGroupMembers | undefined);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    get groupId(): string;
    get serviceAccountId(): string;
    get userId(): string;
    get project(): string;
}
export declare class DataJetonGroupMembersGroupMembersList extends cdktf.ComplexList {
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
    get(index: number): DataJetonGroupMembersGroupMembersOutputReference;
}
/**
* Represents a jeton_group_members
*/
export declare class DataJetonGroupMembers extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_group_members";
    /**
    * Generates CDKTF code for importing a DataJetonGroupMembers resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonGroupMembers to import
    * @param importFromId The id of the existing DataJetonGroupMembers that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonGroupMembers to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_group_members Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonGroupMembersConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonGroupMembersConfig);
    private _project?;
    get project(): string;
    set project(value: string);
    resetProject(): void;
    get projectInput(): string | undefined;
    private _groupId?;
    get groupId(): string;
    set groupId(value: string);
    resetGroupId(): void;
    get groupIdInput(): string | undefined;
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
    private _limit?;
    get limit(): number;
    set limit(value: number);
    resetLimit(): void;
    get limitInput(): number | undefined;
    private _groupMembers;
    get groupMembers(): DataJetonGroupMembersGroupMembersList;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
