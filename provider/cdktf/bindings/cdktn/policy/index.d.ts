import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
export interface PolicyConfig extends cdktf.TerraformMetaArguments {
    /**
    * The project it is for, those below included; `system` is for all. By default the `project` of the provider's block.
    */
    readonly project?: string;
    /**
    * How long a token may live at most, from its creation or last rotation to the latest end it can have. Tokens that last longer are refused, and while it is in force those there are have the state `blocked`.
    */
    readonly maxLifetime?: string;
    /**
    * Whether tokens may have no end; one that use extends has none without an absolute one.
    */
    readonly allowNever?: boolean | cdktf.IResolvable;
    /**
    * Lifetimes for forms to offer; the nearest policy that has some says which.
    */
    readonly presets?: string[];
    /**
    * Whether a token that is made, or changed to give or last more, is refused until somebody else approves it.
    */
    readonly requireApproval?: boolean | cdktf.IResolvable;
    /**
    * After how long without a use a token is disabled, counted from its creation, rotation, approval, beginning or last enabling where that is later, and looked at once an hour; an hour or more. The last usable administrator stays.
    */
    readonly unusedAfter?: string;
    /**
    * Who makes tokens: `self_service`, whoever holds `jeton.token:create`; `admins`, of those only who has the role `admin` in this project or above.
    */
    readonly creators?: string;
    /**
    * How long each operation may take before it is given up.
    */
    readonly timeouts?: PolicyTimeouts;
}
export interface PolicyTimeouts {
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
export declare function policyTimeoutsToTerraform(struct?: PolicyTimeouts | cdktf.IResolvable): any;
export declare function policyTimeoutsToHclTerraform(struct?: PolicyTimeouts | cdktf.IResolvable): any;
export declare class PolicyTimeoutsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): PolicyTimeouts | cdktf.IResolvable | undefined;
    set internalValue(value: PolicyTimeouts | cdktf.IResolvable | undefined);
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
* Represents a jeton_policy
*/
export declare class Policy extends cdktf.TerraformResource {
    static readonly tfResourceType = "jeton_policy";
    /**
    * Generates CDKTF code for importing a Policy resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the Policy to import
    * @param importFromId The id of the existing Policy that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the Policy to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_policy Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options PolicyConfig = {}
    */
    constructor(scope: Construct, id: string, config?: PolicyConfig);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    private _project?;
    get project(): string;
    set project(value: string);
    resetProject(): void;
    get projectInput(): string | undefined;
    private _maxLifetime?;
    get maxLifetime(): string;
    set maxLifetime(value: string);
    resetMaxLifetime(): void;
    get maxLifetimeInput(): string | undefined;
    private _allowNever?;
    get allowNever(): boolean | cdktf.IResolvable;
    set allowNever(value: boolean | cdktf.IResolvable);
    resetAllowNever(): void;
    get allowNeverInput(): boolean | cdktf.IResolvable | undefined;
    private _presets?;
    get presets(): string[];
    set presets(value: string[]);
    resetPresets(): void;
    get presetsInput(): string[] | undefined;
    private _requireApproval?;
    get requireApproval(): boolean | cdktf.IResolvable;
    set requireApproval(value: boolean | cdktf.IResolvable);
    resetRequireApproval(): void;
    get requireApprovalInput(): boolean | cdktf.IResolvable | undefined;
    private _unusedAfter?;
    get unusedAfter(): string;
    set unusedAfter(value: string);
    resetUnusedAfter(): void;
    get unusedAfterInput(): string | undefined;
    private _creators?;
    get creators(): string;
    set creators(value: string);
    resetCreators(): void;
    get creatorsInput(): string | undefined;
    private _timeouts;
    get timeouts(): PolicyTimeoutsOutputReference;
    putTimeouts(value: PolicyTimeouts): void;
    resetTimeouts(): void;
    get timeoutsInput(): cdktf.IResolvable | PolicyTimeouts | undefined;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
