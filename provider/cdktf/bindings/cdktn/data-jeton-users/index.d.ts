import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
export interface DataJetonUsersConfig extends cdktf.TerraformMetaArguments {
    /**
    * Only those whose `email` is this.
    */
    readonly email?: string;
    /**
    * Only those whose `disabled` is this.
    */
    readonly disabled?: boolean | cdktf.IResolvable;
    /**
    * Only those with this in their `email` or `display_name`, A to Z of either case alike.
    */
    readonly search?: string;
    /**
    * How many there may be at most, up to 10000; 1000 by default. More of them are an error, since a part would pass for the whole.
    */
    readonly limit?: number;
}
export interface DataJetonUsersUsers {
}
export declare function dataJetonUsersUsersToTerraform(struct?: DataJetonUsersUsers): any;
export declare function dataJetonUsersUsersToHclTerraform(struct?: DataJetonUsersUsers): any;
export declare class DataJetonUsersUsersOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonUsersUsers | undefined;
    set internalValue(value: DataJetonUsersUsers | undefined);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    get email(): string;
    get displayName(): string;
    get disabled(): cdktf.IResolvable;
}
export declare class DataJetonUsersUsersList extends cdktf.ComplexList {
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
    get(index: number): DataJetonUsersUsersOutputReference;
}
/**
* Represents a jeton_users
*/
export declare class DataJetonUsers extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_users";
    /**
    * Generates CDKTF code for importing a DataJetonUsers resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonUsers to import
    * @param importFromId The id of the existing DataJetonUsers that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonUsers to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_users Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonUsersConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonUsersConfig);
    private _email?;
    get email(): string;
    set email(value: string);
    resetEmail(): void;
    get emailInput(): string | undefined;
    private _disabled?;
    get disabled(): boolean | cdktf.IResolvable;
    set disabled(value: boolean | cdktf.IResolvable);
    resetDisabled(): void;
    get disabledInput(): boolean | cdktf.IResolvable | undefined;
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
    private _users;
    get users(): DataJetonUsersUsersList;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
