import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface TokenConfig extends cdktf.TerraformMetaArguments {
    /**
    * The service account that owns it.
    */
    readonly serviceAccountId?: string;
    /**
    * The user who owns it.
    */
    readonly userId?: string;
    /**
    * The role that owns it: the token acts as if the role were bound at its project.
    */
    readonly roleId?: string;
    /**
    * The project it belongs to: its owner's; a user's is the system. A token of a role may choose one below; of a built-in role it must.
    */
    readonly project?: string;
    /**
    * Name, unique among the owner's live tokens.
    */
    readonly name: string;
    /**
    * Where the token is used.
    */
    readonly description?: string;
    /**
    * A project outside which the token may do nothing.
    */
    readonly within?: string;
    /**
    * What it may do of what its owner may: everything, only actions that read, or its own rules.
    */
    readonly mode?: string;
    /**
    * The rules of a `custom` token; absent for the other modes.
    */
    readonly rules?: TokenRules[] | cdktf.IResolvable;
    /**
    * When it ends; null is never.
    */
    readonly expiresAt?: string;
    /**
    * How long each secret of it lasts, counted from creation and from each rotation; sets `expires_at`.
    */
    readonly maxAge?: string;
    /**
    * Whether a use moves `expires_at` to `max_age` from then (within a twentieth of it, a minute at most); needs a `max_age` of 60 s or more.
    */
    readonly extendOnUse?: boolean | cdktf.IResolvable;
    /**
    * Past which neither use nor rotation moves `expires_at`; without another end it is the end.
    */
    readonly absoluteExpiresAt?: string;
    /**
    * Before which it is refused; its state is `active` all the same.
    */
    readonly notBefore?: string;
    /**
    * How many uses it has in all, exactly: of `uses` that many are accepted, of requests at once as well.
    */
    readonly usageLimit?: number;
    /**
    * The ranges of addresses it may be used from; absent, from anywhere.
    */
    readonly allowedCidrs?: string[];
    /**
    * Whom it is meant for, compared letter by letter; Jeton's own audience is the server's `JETON_PUBLIC_URL`, without which Jeton refuses it. Absent, it is meant for everyone.
    */
    readonly audiences?: string[];
    /**
    * How fast it may be used: what is more gets 429 until there is room again. Each server process counts for itself.
    */
    readonly rateLimit?: TokenRateLimit;
    /**
    * Labels of your own.
    */
    readonly labels?: {
        [key: string]: string;
    };
    /**
    * A disabled token is refused until it is enabled.
    */
    readonly disabled?: boolean | cdktf.IResolvable;
    /**
    * When the token is rotated: the same token, with a new secret. A new `before` is judged from the plan after the one that changes it.
    */
    readonly rotation?: TokenRotation;
    /**
    * Any values; when they change, the token is rotated in place, with `rotation.grace_period`. The first ones only are remembered, and taking them away changes nothing.
    */
    readonly keepers?: {
        [key: string]: string;
    };
    /**
    * An X25519 public key in base64, for example a GitHub repository's. The server then seals each secret for it: `sealed_secret` holds it, and `secret` is null, so that Terraform never sees the text. Another key rotates the token.
    */
    readonly sealedFor?: string;
    /**
    * The token's text, made by `ephemeral.jeton_secret`, which can be given to a vault as well: it is in no plan and no state, and `secret` is null. Sent at creation, and as a rotation when `secret_wo_version` changes.
    */
    readonly secretWo?: string;
    /**
    * Any number; another one rotates the token to `secret_wo`. Taking both away changes nothing on the server.
    */
    readonly secretWoVersion?: number;
    /**
    * How long each operation may take before it is given up.
    */
    readonly timeouts?: TokenTimeouts;
}
export interface TokenRules {
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
export declare function tokenRulesToTerraform(struct?: TokenRules | cdktf.IResolvable): any;
export declare function tokenRulesToHclTerraform(struct?: TokenRules | cdktf.IResolvable): any;
export declare class TokenRulesOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): TokenRules | cdktf.IResolvable | undefined;
    set internalValue(value: TokenRules | cdktf.IResolvable | undefined);
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
export declare class TokenRulesList extends cdktf.ComplexList {
    protected terraformResource: cdktf.IInterpolatingParent;
    protected terraformAttribute: string;
    protected wrapsSet: boolean;
    internalValue?: TokenRules[] | cdktf.IResolvable;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean);
    /**
    * @param index the index of the item to return
    */
    get(index: number): TokenRulesOutputReference;
}
export interface TokenRateLimit {
    /**
    * How many requests, at once at most and each period in the long run.
    */
    readonly requests: number;
    /**
    * In which time, a day at most, for example `1m`.
    */
    readonly period: string;
}
export declare function tokenRateLimitToTerraform(struct?: TokenRateLimit | cdktf.IResolvable): any;
export declare function tokenRateLimitToHclTerraform(struct?: TokenRateLimit | cdktf.IResolvable): any;
export declare class TokenRateLimitOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): TokenRateLimit | cdktf.IResolvable | undefined;
    set internalValue(value: TokenRateLimit | cdktf.IResolvable | undefined);
    private _requests?;
    get requests(): number;
    set requests(value: number);
    get requestsInput(): number | undefined;
    private _period?;
    get period(): string;
    set period(value: string);
    get periodInput(): string | undefined;
}
export interface TokenRotation {
    /**
    * How long before its end the token gets a new secret, at the first plan from then on; shorter than `max_age`.
    */
    readonly before?: string;
    /**
    * How long the old secret stays valid beside the new one at every rotation; none by default.
    */
    readonly gracePeriod?: string;
}
export declare function tokenRotationToTerraform(struct?: TokenRotation | cdktf.IResolvable): any;
export declare function tokenRotationToHclTerraform(struct?: TokenRotation | cdktf.IResolvable): any;
export declare class TokenRotationOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): TokenRotation | cdktf.IResolvable | undefined;
    set internalValue(value: TokenRotation | cdktf.IResolvable | undefined);
    private _before?;
    get before(): string;
    set before(value: string);
    resetBefore(): void;
    get beforeInput(): string | undefined;
    private _gracePeriod?;
    get gracePeriod(): string;
    set gracePeriod(value: string);
    resetGracePeriod(): void;
    get gracePeriodInput(): string | undefined;
}
export interface TokenTimeouts {
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
export declare function tokenTimeoutsToTerraform(struct?: TokenTimeouts | cdktf.IResolvable): any;
export declare function tokenTimeoutsToHclTerraform(struct?: TokenTimeouts | cdktf.IResolvable): any;
export declare class TokenTimeoutsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): TokenTimeouts | cdktf.IResolvable | undefined;
    set internalValue(value: TokenTimeouts | cdktf.IResolvable | undefined);
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
* Represents a jeton_token
*/
export declare class Token extends cdktf.TerraformResource {
    static readonly tfResourceType = "jeton_token";
    /**
    * Generates CDKTF code for importing a Token resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the Token to import
    * @param importFromId The id of the existing Token that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the Token to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_token Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options TokenConfig
    */
    constructor(scope: Construct, id: string, config: TokenConfig);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
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
    private _roleId?;
    get roleId(): string;
    set roleId(value: string);
    resetRoleId(): void;
    get roleIdInput(): string | undefined;
    private _project?;
    get project(): string;
    set project(value: string);
    resetProject(): void;
    get projectInput(): string | undefined;
    private _name?;
    get name(): string;
    set name(value: string);
    get nameInput(): string | undefined;
    private _description?;
    get description(): string;
    set description(value: string);
    resetDescription(): void;
    get descriptionInput(): string | undefined;
    private _within?;
    get within(): string;
    set within(value: string);
    resetWithin(): void;
    get withinInput(): string | undefined;
    private _mode?;
    get mode(): string;
    set mode(value: string);
    resetMode(): void;
    get modeInput(): string | undefined;
    private _rules;
    get rules(): TokenRulesList;
    putRules(value: TokenRules[] | cdktf.IResolvable): void;
    resetRules(): void;
    get rulesInput(): TokenRules[] | cdktf.IResolvable | undefined;
    private _expiresAt?;
    get expiresAt(): string;
    set expiresAt(value: string);
    resetExpiresAt(): void;
    get expiresAtInput(): string | undefined;
    private _maxAge?;
    get maxAge(): string;
    set maxAge(value: string);
    resetMaxAge(): void;
    get maxAgeInput(): string | undefined;
    private _extendOnUse?;
    get extendOnUse(): boolean | cdktf.IResolvable;
    set extendOnUse(value: boolean | cdktf.IResolvable);
    resetExtendOnUse(): void;
    get extendOnUseInput(): boolean | cdktf.IResolvable | undefined;
    private _absoluteExpiresAt?;
    get absoluteExpiresAt(): string;
    set absoluteExpiresAt(value: string);
    resetAbsoluteExpiresAt(): void;
    get absoluteExpiresAtInput(): string | undefined;
    private _notBefore?;
    get notBefore(): string;
    set notBefore(value: string);
    resetNotBefore(): void;
    get notBeforeInput(): string | undefined;
    private _usageLimit?;
    get usageLimit(): number;
    set usageLimit(value: number);
    resetUsageLimit(): void;
    get usageLimitInput(): number | undefined;
    private _allowedCidrs?;
    get allowedCidrs(): string[];
    set allowedCidrs(value: string[]);
    resetAllowedCidrs(): void;
    get allowedCidrsInput(): string[] | undefined;
    private _audiences?;
    get audiences(): string[];
    set audiences(value: string[]);
    resetAudiences(): void;
    get audiencesInput(): string[] | undefined;
    private _rateLimit;
    get rateLimit(): TokenRateLimitOutputReference;
    putRateLimit(value: TokenRateLimit): void;
    resetRateLimit(): void;
    get rateLimitInput(): cdktf.IResolvable | TokenRateLimit | undefined;
    private _labels?;
    get labels(): {
        [key: string]: string;
    };
    set labels(value: {
        [key: string]: string;
    });
    resetLabels(): void;
    get labelsInput(): {
        [key: string]: string;
    } | undefined;
    private _disabled?;
    get disabled(): boolean | cdktf.IResolvable;
    set disabled(value: boolean | cdktf.IResolvable);
    resetDisabled(): void;
    get disabledInput(): boolean | cdktf.IResolvable | undefined;
    get trustPolicyId(): string;
    get session(): cdktf.IResolvable;
    get state(): string;
    get hint(): string;
    get rotatedAt(): string;
    get secret(): string;
    private _effectiveLabels;
    get effectiveLabels(): cdktf.StringMap;
    private _rotation;
    get rotation(): TokenRotationOutputReference;
    putRotation(value: TokenRotation): void;
    resetRotation(): void;
    get rotationInput(): cdktf.IResolvable | TokenRotation | undefined;
    get rotateAt(): string;
    private _keepers?;
    get keepers(): {
        [key: string]: string;
    };
    set keepers(value: {
        [key: string]: string;
    });
    resetKeepers(): void;
    get keepersInput(): {
        [key: string]: string;
    } | undefined;
    private _sealedFor?;
    get sealedFor(): string;
    set sealedFor(value: string);
    resetSealedFor(): void;
    get sealedForInput(): string | undefined;
    get sealedSecret(): string;
    private _secretWo?;
    get secretWo(): string;
    set secretWo(value: string);
    resetSecretWo(): void;
    get secretWoInput(): string | undefined;
    private _secretWoVersion?;
    get secretWoVersion(): number;
    set secretWoVersion(value: number);
    resetSecretWoVersion(): void;
    get secretWoVersionInput(): number | undefined;
    private _timeouts;
    get timeouts(): TokenTimeoutsOutputReference;
    putTimeouts(value: TokenTimeouts): void;
    resetTimeouts(): void;
    get timeoutsInput(): cdktf.IResolvable | TokenTimeouts | undefined;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
