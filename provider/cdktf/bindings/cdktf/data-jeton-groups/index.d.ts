import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface DataJetonGroupsConfig extends cdktf.TerraformMetaArguments {
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
export interface DataJetonGroupsGroups {
}
export declare function dataJetonGroupsGroupsToTerraform(struct?: DataJetonGroupsGroups): any;
export declare function dataJetonGroupsGroupsToHclTerraform(struct?: DataJetonGroupsGroups): any;
export declare class DataJetonGroupsGroupsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonGroupsGroups | undefined;
    set internalValue(value: DataJetonGroupsGroups | undefined);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    get name(): string;
    get project(): string;
    get description(): string;
}
export declare class DataJetonGroupsGroupsList extends cdktf.ComplexList {
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
    get(index: number): DataJetonGroupsGroupsOutputReference;
}
/**
* Represents a jeton_groups
*/
export declare class DataJetonGroups extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_groups";
    /**
    * Generates CDKTF code for importing a DataJetonGroups resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonGroups to import
    * @param importFromId The id of the existing DataJetonGroups that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonGroups to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_groups Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonGroupsConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonGroupsConfig);
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
    private _groups;
    get groups(): DataJetonGroupsGroupsList;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
