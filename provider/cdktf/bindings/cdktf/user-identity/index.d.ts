import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface UserIdentityConfig extends cdktf.TerraformMetaArguments {
    /**
    * The user; whoever links somebody to one holds all that the user holds.
    */
    readonly userId: string;
    /**
    * The `iss` of their ID tokens, exactly.
    */
    readonly issuer: string;
    /**
    * The `sub` of their ID tokens, exactly; no e-mail address, which may be given to another.
    */
    readonly subject: string;
    /**
    * How long each operation may take before it is given up.
    */
    readonly timeouts?: UserIdentityTimeouts;
}
export interface UserIdentityTimeouts {
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
export declare function userIdentityTimeoutsToTerraform(struct?: UserIdentityTimeouts | cdktf.IResolvable): any;
export declare function userIdentityTimeoutsToHclTerraform(struct?: UserIdentityTimeouts | cdktf.IResolvable): any;
export declare class UserIdentityTimeoutsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): UserIdentityTimeouts | cdktf.IResolvable | undefined;
    set internalValue(value: UserIdentityTimeouts | cdktf.IResolvable | undefined);
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
* Represents a jeton_user_identity
*/
export declare class UserIdentity extends cdktf.TerraformResource {
    static readonly tfResourceType = "jeton_user_identity";
    /**
    * Generates CDKTF code for importing a UserIdentity resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the UserIdentity to import
    * @param importFromId The id of the existing UserIdentity that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the UserIdentity to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_user_identity Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options UserIdentityConfig
    */
    constructor(scope: Construct, id: string, config: UserIdentityConfig);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    private _userId?;
    get userId(): string;
    set userId(value: string);
    get userIdInput(): string | undefined;
    private _issuer?;
    get issuer(): string;
    set issuer(value: string);
    get issuerInput(): string | undefined;
    private _subject?;
    get subject(): string;
    set subject(value: string);
    get subjectInput(): string | undefined;
    private _timeouts;
    get timeouts(): UserIdentityTimeoutsOutputReference;
    putTimeouts(value: UserIdentityTimeouts): void;
    resetTimeouts(): void;
    get timeoutsInput(): cdktf.IResolvable | UserIdentityTimeouts | undefined;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
