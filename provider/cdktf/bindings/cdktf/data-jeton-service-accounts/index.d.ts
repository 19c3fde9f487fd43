import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface DataJetonServiceAccountsConfig extends cdktf.TerraformMetaArguments {
    /**
    * Only those whose `project` is this.
    */
    readonly project?: string;
    /**
    * Only those whose `name` is this.
    */
    readonly name?: string;
    /**
    * Only those whose `disabled` is this.
    */
    readonly disabled?: boolean | cdktf.IResolvable;
    /**
    * Only those with this in their `name` or `description`, A to Z of either case alike.
    */
    readonly search?: string;
    /**
    * How many there may be at most, up to 10000; 1000 by default. More of them are an error, since a part would pass for the whole.
    */
    readonly limit?: number;
}
export interface DataJetonServiceAccountsServiceAccounts {
}
export declare function dataJetonServiceAccountsServiceAccountsToTerraform(struct?: DataJetonServiceAccountsServiceAccounts): any;
export declare function dataJetonServiceAccountsServiceAccountsToHclTerraform(struct?: DataJetonServiceAccountsServiceAccounts): any;
export declare class DataJetonServiceAccountsServiceAccountsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonServiceAccountsServiceAccounts | undefined;
    set internalValue(value: DataJetonServiceAccountsServiceAccounts | undefined);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    get name(): string;
    get project(): string;
    get description(): string;
    get audience(): string;
    get disabled(): cdktf.IResolvable;
}
export declare class DataJetonServiceAccountsServiceAccountsList extends cdktf.ComplexList {
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
    get(index: number): DataJetonServiceAccountsServiceAccountsOutputReference;
}
/**
* Represents a jeton_service_accounts
*/
export declare class DataJetonServiceAccounts extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_service_accounts";
    /**
    * Generates CDKTF code for importing a DataJetonServiceAccounts resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonServiceAccounts to import
    * @param importFromId The id of the existing DataJetonServiceAccounts that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonServiceAccounts to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_service_accounts Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonServiceAccountsConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonServiceAccountsConfig);
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
    private _serviceAccounts;
    get serviceAccounts(): DataJetonServiceAccountsServiceAccountsList;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
