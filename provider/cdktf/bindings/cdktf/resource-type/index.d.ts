import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface ResourceTypeConfig extends cdktf.TerraformMetaArguments {
    /**
    * Name, for example `flow`; `jeton` and `jeton.*` are reserved.
    */
    readonly name: string;
    /**
    * A label that groups types for people.
    */
    readonly area?: string;
    /**
    * What the type stands for.
    */
    readonly description?: string;
    /**
    * The actions there are, each a read or a write.
    */
    readonly actions: ResourceTypeActions[] | cdktf.IResolvable;
    /**
    * How long each operation may take before it is given up.
    */
    readonly timeouts?: ResourceTypeTimeouts;
}
export interface ResourceTypeActions {
    /**
    * The action's name.
    */
    readonly name: string;
    /**
    * Whether it only reads: what `@read` and read-only tokens reach. Fixed once chosen.
    */
    readonly access: string;
}
export declare function resourceTypeActionsToTerraform(struct?: ResourceTypeActions | cdktf.IResolvable): any;
export declare function resourceTypeActionsToHclTerraform(struct?: ResourceTypeActions | cdktf.IResolvable): any;
export declare class ResourceTypeActionsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): ResourceTypeActions | cdktf.IResolvable | undefined;
    set internalValue(value: ResourceTypeActions | cdktf.IResolvable | undefined);
    private _name?;
    get name(): string;
    set name(value: string);
    get nameInput(): string | undefined;
    private _access?;
    get access(): string;
    set access(value: string);
    get accessInput(): string | undefined;
}
export declare class ResourceTypeActionsList extends cdktf.ComplexList {
    protected terraformResource: cdktf.IInterpolatingParent;
    protected terraformAttribute: string;
    protected wrapsSet: boolean;
    internalValue?: ResourceTypeActions[] | cdktf.IResolvable;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean);
    /**
    * @param index the index of the item to return
    */
    get(index: number): ResourceTypeActionsOutputReference;
}
export interface ResourceTypeTimeouts {
    /**
    * How long to wait for create, for example `90s` or `1h30m`; `5m` by default.
    */
    readonly create?: string;
    /**
    * How long to wait for read, for example `90s` or `1h30m`; `5m` by default.
    */
    readonly read?: string;
    /**
    * How long to wait for update, for example `90s` or `1h30m`; `5m` by default.
    */
    readonly update?: string;
    /**
    * How long to wait for delete, for example `90s` or `1h30m`; `5m` by default.
    */
    readonly delete?: string;
}
export declare function resourceTypeTimeoutsToTerraform(struct?: ResourceTypeTimeouts | cdktf.IResolvable): any;
export declare function resourceTypeTimeoutsToHclTerraform(struct?: ResourceTypeTimeouts | cdktf.IResolvable): any;
export declare class ResourceTypeTimeoutsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): ResourceTypeTimeouts | cdktf.IResolvable | undefined;
    set internalValue(value: ResourceTypeTimeouts | cdktf.IResolvable | undefined);
    private _create?;
    get create(): string;
    set create(value: string);
    resetCreate(): void;
    get createInput(): string | undefined;
    private _read?;
    get read(): string;
    set read(value: string);
    resetRead(): void;
    get readInput(): string | undefined;
    private _update?;
    get update(): string;
    set update(value: string);
    resetUpdate(): void;
    get updateInput(): string | undefined;
    private _delete?;
    get delete(): string;
    set delete(value: string);
    resetDelete(): void;
    get deleteInput(): string | undefined;
}
/**
* Represents a jeton_resource_type
*/
export declare class ResourceType extends cdktf.TerraformResource {
    static readonly tfResourceType = "jeton_resource_type";
    /**
    * Generates CDKTF code for importing a ResourceType resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the ResourceType to import
    * @param importFromId The id of the existing ResourceType that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the ResourceType to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_resource_type Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options ResourceTypeConfig
    */
    constructor(scope: Construct, id: string, config: ResourceTypeConfig);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    private _name?;
    get name(): string;
    set name(value: string);
    get nameInput(): string | undefined;
    private _area?;
    get area(): string;
    set area(value: string);
    resetArea(): void;
    get areaInput(): string | undefined;
    private _description?;
    get description(): string;
    set description(value: string);
    resetDescription(): void;
    get descriptionInput(): string | undefined;
    private _actions;
    get actions(): ResourceTypeActionsList;
    putActions(value: ResourceTypeActions[] | cdktf.IResolvable): void;
    get actionsInput(): ResourceTypeActions[] | cdktf.IResolvable | undefined;
    private _timeouts;
    get timeouts(): ResourceTypeTimeoutsOutputReference;
    putTimeouts(value: ResourceTypeTimeouts): void;
    resetTimeouts(): void;
    get timeoutsInput(): cdktf.IResolvable | ResourceTypeTimeouts | undefined;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
