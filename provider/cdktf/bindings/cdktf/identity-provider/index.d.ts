import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface IdentityProviderConfig extends cdktf.TerraformMetaArguments {
    /**
    * Name, unique; the redirect URI ends with it, so that it is known before the client is registered.
    */
    readonly name: string;
    /**
    * What a sign-in page calls it; absent, its name.
    */
    readonly displayName?: string;
    /**
    * The `iss` of its ID tokens, exactly; its endpoints and keys are found by OIDC discovery.
    */
    readonly issuer: string;
    /**
    * What it knows this server by.
    */
    readonly clientId: string;
    /**
    * What is asked for besides `openid`; absent, `email` and `profile`.
    */
    readonly scopes?: string[];
    /**
    * Who may sign in: for each name at least one matcher that matches the whole value, case and all. `*` stands for any characters but `/` and `:`, `**` for any. Absent, whoever has an identity here.
    */
    readonly requiredClaims?: {
        [key: string]: string[];
    } | cdktf.IResolvable;
    /**
    * Whether somebody who is new becomes a user, with the address the ID token says is verified; otherwise an administrator links them by a user identity.
    */
    readonly allowSignUp?: boolean | cdktf.IResolvable;
    /**
    * Whether the address of somebody new is taken although the ID token does not say that it is verified.
    */
    readonly trustEmail?: boolean | cdktf.IResolvable;
    /**
    * For how long what was claimed at a sign-in counts for role bindings to claims.
    */
    readonly claimsMaxAge?: string;
    /**
    * Nobody signs in through a disabled one; disabling it ends the sessions of its people, and what their claims give.
    */
    readonly disabled?: boolean | cdktf.IResolvable;
    /**
    * What this server proves that with; absent for a public client, which PKCE alone protects. Kept sealed under `JETON_ENCRYPTION_KEY`. In no state and no plan; sent at creation, and when `client_secret_wo_version` changes.
    */
    readonly clientSecretWo?: string;
    /**
    * Any number; another one sends `client_secret_wo` again. Taking both away changes nothing on the server.
    */
    readonly clientSecretWoVersion?: number;
    /**
    * How long each operation may take before it is given up.
    */
    readonly timeouts?: IdentityProviderTimeouts;
}
export interface IdentityProviderTimeouts {
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
export declare function identityProviderTimeoutsToTerraform(struct?: IdentityProviderTimeouts | cdktf.IResolvable): any;
export declare function identityProviderTimeoutsToHclTerraform(struct?: IdentityProviderTimeouts | cdktf.IResolvable): any;
export declare class IdentityProviderTimeoutsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): IdentityProviderTimeouts | cdktf.IResolvable | undefined;
    set internalValue(value: IdentityProviderTimeouts | cdktf.IResolvable | undefined);
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
* Represents a jeton_identity_provider
*/
export declare class IdentityProvider extends cdktf.TerraformResource {
    static readonly tfResourceType = "jeton_identity_provider";
    /**
    * Generates CDKTF code for importing a IdentityProvider resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the IdentityProvider to import
    * @param importFromId The id of the existing IdentityProvider that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the IdentityProvider to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_identity_provider Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options IdentityProviderConfig
    */
    constructor(scope: Construct, id: string, config: IdentityProviderConfig);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    private _name?;
    get name(): string;
    set name(value: string);
    get nameInput(): string | undefined;
    private _displayName?;
    get displayName(): string;
    set displayName(value: string);
    resetDisplayName(): void;
    get displayNameInput(): string | undefined;
    private _issuer?;
    get issuer(): string;
    set issuer(value: string);
    get issuerInput(): string | undefined;
    private _clientId?;
    get clientId(): string;
    set clientId(value: string);
    get clientIdInput(): string | undefined;
    private _scopes?;
    get scopes(): string[];
    set scopes(value: string[]);
    resetScopes(): void;
    get scopesInput(): string[] | undefined;
    private _requiredClaims?;
    get requiredClaims(): {
        [key: string]: string[];
    } | cdktf.IResolvable;
    set requiredClaims(value: {
        [key: string]: string[];
    } | cdktf.IResolvable);
    resetRequiredClaims(): void;
    get requiredClaimsInput(): cdktf.IResolvable | {
        [key: string]: string[];
    } | undefined;
    private _allowSignUp?;
    get allowSignUp(): boolean | cdktf.IResolvable;
    set allowSignUp(value: boolean | cdktf.IResolvable);
    resetAllowSignUp(): void;
    get allowSignUpInput(): boolean | cdktf.IResolvable | undefined;
    private _trustEmail?;
    get trustEmail(): boolean | cdktf.IResolvable;
    set trustEmail(value: boolean | cdktf.IResolvable);
    resetTrustEmail(): void;
    get trustEmailInput(): boolean | cdktf.IResolvable | undefined;
    private _claimsMaxAge?;
    get claimsMaxAge(): string;
    set claimsMaxAge(value: string);
    resetClaimsMaxAge(): void;
    get claimsMaxAgeInput(): string | undefined;
    private _disabled?;
    get disabled(): boolean | cdktf.IResolvable;
    set disabled(value: boolean | cdktf.IResolvable);
    resetDisabled(): void;
    get disabledInput(): boolean | cdktf.IResolvable | undefined;
    get redirectUri(): string;
    private _clientSecretWo?;
    get clientSecretWo(): string;
    set clientSecretWo(value: string);
    resetClientSecretWo(): void;
    get clientSecretWoInput(): string | undefined;
    private _clientSecretWoVersion?;
    get clientSecretWoVersion(): number;
    set clientSecretWoVersion(value: number);
    resetClientSecretWoVersion(): void;
    get clientSecretWoVersionInput(): number | undefined;
    private _timeouts;
    get timeouts(): IdentityProviderTimeoutsOutputReference;
    putTimeouts(value: IdentityProviderTimeouts): void;
    resetTimeouts(): void;
    get timeoutsInput(): cdktf.IResolvable | IdentityProviderTimeouts | undefined;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
