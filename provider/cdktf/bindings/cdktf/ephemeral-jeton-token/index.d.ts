import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
import { EphemeralResource } from '../ephemeral-resource';
export interface EphemeralJetonTokenConfig extends cdktf.TerraformMetaArguments {
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
    * Name; without one, it is made up.
    */
    readonly name?: string;
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
    readonly rules?: EphemeralJetonTokenRules[] | cdktf.IResolvable;
    /**
    * How long it lasts, a day at most, when Terraform can neither renew nor revoke it any more; `15m` by default.
    */
    readonly maxAge?: string;
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
    readonly rateLimit?: EphemeralJetonTokenRateLimit;
    /**
    * Labels of your own.
    */
    readonly labels?: {
        [key: string]: string;
    };
}
export interface EphemeralJetonTokenRules {
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
export declare function ephemeralJetonTokenRulesToTerraform(struct?: EphemeralJetonTokenRules | cdktf.IResolvable): any;
export declare function ephemeralJetonTokenRulesToHclTerraform(struct?: EphemeralJetonTokenRules | cdktf.IResolvable): any;
export declare class EphemeralJetonTokenRulesOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): EphemeralJetonTokenRules | cdktf.IResolvable | undefined;
    set internalValue(value: EphemeralJetonTokenRules | cdktf.IResolvable | undefined);
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
export declare class EphemeralJetonTokenRulesList extends cdktf.ComplexList {
    protected terraformResource: cdktf.IInterpolatingParent;
    protected terraformAttribute: string;
    protected wrapsSet: boolean;
    internalValue?: EphemeralJetonTokenRules[] | cdktf.IResolvable;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean);
    /**
    * @param index the index of the item to return
    */
    get(index: number): EphemeralJetonTokenRulesOutputReference;
}
export interface EphemeralJetonTokenRateLimit {
    /**
    * How many requests, at once at most and each period in the long run.
    */
    readonly requests: number;
    /**
    * In which time, a day at most, for example `1m`.
    */
    readonly period: string;
}
export declare function ephemeralJetonTokenRateLimitToTerraform(struct?: EphemeralJetonTokenRateLimit | cdktf.IResolvable): any;
export declare function ephemeralJetonTokenRateLimitToHclTerraform(struct?: EphemeralJetonTokenRateLimit | cdktf.IResolvable): any;
export declare class EphemeralJetonTokenRateLimitOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): EphemeralJetonTokenRateLimit | cdktf.IResolvable | undefined;
    set internalValue(value: EphemeralJetonTokenRateLimit | cdktf.IResolvable | undefined);
    private _requests?;
    get requests(): number;
    set requests(value: number);
    get requestsInput(): number | undefined;
    private _period?;
    get period(): string;
    set period(value: string);
    get periodInput(): string | undefined;
}
/**
* Represents a jeton_token
*/
export declare class EphemeralJetonToken extends EphemeralResource {
    static readonly tfResourceType = "jeton_token";
    /**
    * Create a new jeton_token ephemeral resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options EphemeralJetonTokenConfig = {}
    */
    constructor(scope: Construct, id: string, config?: EphemeralJetonTokenConfig);
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
    resetName(): void;
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
    get rules(): EphemeralJetonTokenRulesList;
    putRules(value: EphemeralJetonTokenRules[] | cdktf.IResolvable): void;
    resetRules(): void;
    get rulesInput(): EphemeralJetonTokenRules[] | cdktf.IResolvable | undefined;
    get expiresAt(): string;
    private _maxAge?;
    get maxAge(): string;
    set maxAge(value: string);
    resetMaxAge(): void;
    get maxAgeInput(): string | undefined;
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
    get rateLimit(): EphemeralJetonTokenRateLimitOutputReference;
    putRateLimit(value: EphemeralJetonTokenRateLimit): void;
    resetRateLimit(): void;
    get rateLimitInput(): EphemeralJetonTokenRateLimit | cdktf.IResolvable | undefined;
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
    get trustPolicyId(): string;
    get session(): cdktf.IResolvable;
    get state(): string;
    get hint(): string;
    get rotatedAt(): string;
    get secret(): string;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
