import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface RoleBindingConfig extends cdktf.TerraformMetaArguments {
    /**
    * The role to give.
    */
    readonly roleId: string;
    /**
    * The service account that gets it.
    */
    readonly serviceAccountId?: string;
    /**
    * The user who gets it.
    */
    readonly userId?: string;
    /**
    * The group whose members get it.
    */
    readonly groupId?: string;
    /**
    * Whoever signs in with this claim gets it, for as long as the claims of the last sign-in count.
    */
    readonly claim?: RoleBindingClaim;
    /**
    * Where it holds, below included: the role's own project or one below it. By default the `project` of the provider's block.
    */
    readonly project?: string;
    /**
    * When it ends; absent, it does not.
    */
    readonly expiresAt?: string;
    /**
    * How long each operation may take before it is given up.
    */
    readonly timeouts?: RoleBindingTimeouts;
}
export interface RoleBindingClaim {
    /**
    * The `iss` of the issuer they sign in through, exactly.
    */
    readonly issuer: string;
    /**
    * The claim's name, for example `groups`.
    */
    readonly name: string;
    /**
    * The values of which one is enough, compared exactly, case and all.
    */
    readonly values: string[];
}
export declare function roleBindingClaimToTerraform(struct?: RoleBindingClaim | cdktf.IResolvable): any;
export declare function roleBindingClaimToHclTerraform(struct?: RoleBindingClaim | cdktf.IResolvable): any;
export declare class RoleBindingClaimOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): RoleBindingClaim | cdktf.IResolvable | undefined;
    set internalValue(value: RoleBindingClaim | cdktf.IResolvable | undefined);
    private _issuer?;
    get issuer(): string;
    set issuer(value: string);
    get issuerInput(): string | undefined;
    private _name?;
    get name(): string;
    set name(value: string);
    get nameInput(): string | undefined;
    private _values?;
    get values(): string[];
    set values(value: string[]);
    get valuesInput(): string[] | undefined;
}
export interface RoleBindingTimeouts {
    /**
    * How long to wait for create, for example `90s` or `1h30m`; `5m` by default.
    */
    readonly create?: string;
    /**
    * How long to wait for read, for example `90s` or `1h30m`; `5m` by default.
    */
    readonly read?: string;
    /**
    * How long to wait for delete, for example `90s` or `1h30m`; `5m` by default.
    */
    readonly delete?: string;
}
export declare function roleBindingTimeoutsToTerraform(struct?: RoleBindingTimeouts | cdktf.IResolvable): any;
export declare function roleBindingTimeoutsToHclTerraform(struct?: RoleBindingTimeouts | cdktf.IResolvable): any;
export declare class RoleBindingTimeoutsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): RoleBindingTimeouts | cdktf.IResolvable | undefined;
    set internalValue(value: RoleBindingTimeouts | cdktf.IResolvable | undefined);
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
    private _delete?;
    get delete(): string;
    set delete(value: string);
    resetDelete(): void;
    get deleteInput(): string | undefined;
}
/**
* Represents a jeton_role_binding
*/
export declare class RoleBinding extends cdktf.TerraformResource {
    static readonly tfResourceType = "jeton_role_binding";
    /**
    * Generates CDKTF code for importing a RoleBinding resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the RoleBinding to import
    * @param importFromId The id of the existing RoleBinding that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the RoleBinding to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_role_binding Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options RoleBindingConfig
    */
    constructor(scope: Construct, id: string, config: RoleBindingConfig);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    private _roleId?;
    get roleId(): string;
    set roleId(value: string);
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
    private _claim;
    get claim(): RoleBindingClaimOutputReference;
    putClaim(value: RoleBindingClaim): void;
    resetClaim(): void;
    get claimInput(): cdktf.IResolvable | RoleBindingClaim | undefined;
    private _project?;
    get project(): string;
    set project(value: string);
    resetProject(): void;
    get projectInput(): string | undefined;
    private _expiresAt?;
    get expiresAt(): string;
    set expiresAt(value: string);
    resetExpiresAt(): void;
    get expiresAtInput(): string | undefined;
    private _timeouts;
    get timeouts(): RoleBindingTimeoutsOutputReference;
    putTimeouts(value: RoleBindingTimeouts): void;
    resetTimeouts(): void;
    get timeoutsInput(): cdktf.IResolvable | RoleBindingTimeouts | undefined;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
