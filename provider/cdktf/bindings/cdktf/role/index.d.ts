import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface RoleConfig extends cdktf.TerraformMetaArguments {
    /**
    * Name, unique in its project.
    */
    readonly name: string;
    /**
    * The project it lives in, or `system`; it is bound there or below. By default the `project` of the provider's block.
    */
    readonly project?: string;
    /**
    * What the role is for.
    */
    readonly description?: string;
    /**
    * What the role allows, in order.
    */
    readonly rules: RoleRules[] | cdktf.IResolvable;
    /**
    * How long each operation may take before it is given up.
    */
    readonly timeouts?: RoleTimeouts;
}
export interface RoleRules {
    /**
    * The type of resource: a name, a prefix such as `kestra.*`, `@declared` for all that users declared, or `*`.
    */
    readonly resourceType: string;
    /**
    * What may be done: actions of the type, `@read`, `@write`, or `*`.
    */
    readonly actions: string[];
    /**
    * Which resources, by name; a trailing `*` matches any ending and `@own` what the caller owns. Absent: all, future ones included.
    */
    readonly resourceNames?: string[];
}
export declare function roleRulesToTerraform(struct?: RoleRules | cdktf.IResolvable): any;
export declare function roleRulesToHclTerraform(struct?: RoleRules | cdktf.IResolvable): any;
export declare class RoleRulesOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): RoleRules | cdktf.IResolvable | undefined;
    set internalValue(value: RoleRules | cdktf.IResolvable | undefined);
    private _resourceType?;
    get resourceType(): string;
    set resourceType(value: string);
    get resourceTypeInput(): string | undefined;
    private _actions?;
    get actions(): string[];
    set actions(value: string[]);
    get actionsInput(): string[] | undefined;
    private _resourceNames?;
    get resourceNames(): string[];
    set resourceNames(value: string[]);
    resetResourceNames(): void;
    get resourceNamesInput(): string[] | undefined;
}
export declare class RoleRulesList extends cdktf.ComplexList {
    protected terraformResource: cdktf.IInterpolatingParent;
    protected terraformAttribute: string;
    protected wrapsSet: boolean;
    internalValue?: RoleRules[] | cdktf.IResolvable;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean);
    /**
    * @param index the index of the item to return
    */
    get(index: number): RoleRulesOutputReference;
}
export interface RoleTimeouts {
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
export declare function roleTimeoutsToTerraform(struct?: RoleTimeouts | cdktf.IResolvable): any;
export declare function roleTimeoutsToHclTerraform(struct?: RoleTimeouts | cdktf.IResolvable): any;
export declare class RoleTimeoutsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): RoleTimeouts | cdktf.IResolvable | undefined;
    set internalValue(value: RoleTimeouts | cdktf.IResolvable | undefined);
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
* Represents a jeton_role
*/
export declare class Role extends cdktf.TerraformResource {
    static readonly tfResourceType = "jeton_role";
    /**
    * Generates CDKTF code for importing a Role resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the Role to import
    * @param importFromId The id of the existing Role that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the Role to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_role Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options RoleConfig
    */
    constructor(scope: Construct, id: string, config: RoleConfig);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    private _name?;
    get name(): string;
    set name(value: string);
    get nameInput(): string | undefined;
    private _project?;
    get project(): string;
    set project(value: string);
    resetProject(): void;
    get projectInput(): string | undefined;
    private _description?;
    get description(): string;
    set description(value: string);
    resetDescription(): void;
    get descriptionInput(): string | undefined;
    private _rules;
    get rules(): RoleRulesList;
    putRules(value: RoleRules[] | cdktf.IResolvable): void;
    get rulesInput(): RoleRules[] | cdktf.IResolvable | undefined;
    get builtIn(): cdktf.IResolvable;
    private _timeouts;
    get timeouts(): RoleTimeoutsOutputReference;
    putTimeouts(value: RoleTimeouts): void;
    resetTimeouts(): void;
    get timeoutsInput(): cdktf.IResolvable | RoleTimeouts | undefined;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
