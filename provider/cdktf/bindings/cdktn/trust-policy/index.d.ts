import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
export interface TrustPolicyConfig extends cdktf.TerraformMetaArguments {
    /**
    * The service account that the tokens are of.
    */
    readonly serviceAccountId: string;
    /**
    * Name, unique in its project.
    */
    readonly name: string;
    /**
    * Who is trusted, and what for.
    */
    readonly description?: string;
    /**
    * The `iss` of the ID tokens, exactly; its keys are found by OIDC discovery.
    */
    readonly issuer: string;
    /**
    * The `aud` of the ID tokens, exactly and alone; absent, the server's own address, `JETON_PUBLIC_URL`.
    */
    readonly audience?: string;
    /**
    * What the ID token must claim: for each name at least one matcher that matches the whole value, case and all. `*` stands for any characters but `/` and `:`, `**` for any. Of issuers that strangers share, one claim must be an id that is never given to another, such as `repository_id`, without a wildcard.
    */
    readonly claims: {
        [key: string]: string[];
    } | cdktf.IResolvable;
    /**
    * How long the tokens last, unless less is asked for.
    */
    readonly maxTtl?: string;
    /**
    * What the tokens may do of what the service account may: everything, only actions that read, or the rules here.
    */
    readonly mode?: string;
    /**
    * The rules of a `custom` trust policy; absent for the other modes.
    */
    readonly rules?: TrustPolicyRules[] | cdktf.IResolvable;
    /**
    * The ranges of addresses the exchange is made from and the tokens are used from; absent, anywhere.
    */
    readonly allowedCidrs?: string[];
    /**
    * Whether a refused exchange says which values were expected; otherwise only the audit does.
    */
    readonly explainRefusals?: boolean | cdktf.IResolvable;
    /**
    * A disabled trust policy gives no tokens, and those it gave are refused until it is enabled.
    */
    readonly disabled?: boolean | cdktf.IResolvable;
    /**
    * How long each operation may take before it is given up.
    */
    readonly timeouts?: TrustPolicyTimeouts;
}
export interface TrustPolicyRules {
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
export declare function trustPolicyRulesToTerraform(struct?: TrustPolicyRules | cdktf.IResolvable): any;
export declare function trustPolicyRulesToHclTerraform(struct?: TrustPolicyRules | cdktf.IResolvable): any;
export declare class TrustPolicyRulesOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): TrustPolicyRules | cdktf.IResolvable | undefined;
    set internalValue(value: TrustPolicyRules | cdktf.IResolvable | undefined);
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
export declare class TrustPolicyRulesList extends cdktf.ComplexList {
    protected terraformResource: cdktf.IInterpolatingParent;
    protected terraformAttribute: string;
    protected wrapsSet: boolean;
    internalValue?: TrustPolicyRules[] | cdktf.IResolvable;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean);
    /**
    * @param index the index of the item to return
    */
    get(index: number): TrustPolicyRulesOutputReference;
}
export interface TrustPolicyTimeouts {
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
export declare function trustPolicyTimeoutsToTerraform(struct?: TrustPolicyTimeouts | cdktf.IResolvable): any;
export declare function trustPolicyTimeoutsToHclTerraform(struct?: TrustPolicyTimeouts | cdktf.IResolvable): any;
export declare class TrustPolicyTimeoutsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): TrustPolicyTimeouts | cdktf.IResolvable | undefined;
    set internalValue(value: TrustPolicyTimeouts | cdktf.IResolvable | undefined);
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
* Represents a jeton_trust_policy
*/
export declare class TrustPolicy extends cdktf.TerraformResource {
    static readonly tfResourceType = "jeton_trust_policy";
    /**
    * Generates CDKTF code for importing a TrustPolicy resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the TrustPolicy to import
    * @param importFromId The id of the existing TrustPolicy that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the TrustPolicy to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_trust_policy Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options TrustPolicyConfig
    */
    constructor(scope: Construct, id: string, config: TrustPolicyConfig);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    private _serviceAccountId?;
    get serviceAccountId(): string;
    set serviceAccountId(value: string);
    get serviceAccountIdInput(): string | undefined;
    get project(): string;
    private _name?;
    get name(): string;
    set name(value: string);
    get nameInput(): string | undefined;
    private _description?;
    get description(): string;
    set description(value: string);
    resetDescription(): void;
    get descriptionInput(): string | undefined;
    private _issuer?;
    get issuer(): string;
    set issuer(value: string);
    get issuerInput(): string | undefined;
    private _audience?;
    get audience(): string;
    set audience(value: string);
    resetAudience(): void;
    get audienceInput(): string | undefined;
    private _claims?;
    get claims(): {
        [key: string]: string[];
    } | cdktf.IResolvable;
    set claims(value: {
        [key: string]: string[];
    } | cdktf.IResolvable);
    get claimsInput(): cdktf.IResolvable | {
        [key: string]: string[];
    } | undefined;
    private _maxTtl?;
    get maxTtl(): string;
    set maxTtl(value: string);
    resetMaxTtl(): void;
    get maxTtlInput(): string | undefined;
    private _mode?;
    get mode(): string;
    set mode(value: string);
    resetMode(): void;
    get modeInput(): string | undefined;
    private _rules;
    get rules(): TrustPolicyRulesList;
    putRules(value: TrustPolicyRules[] | cdktf.IResolvable): void;
    resetRules(): void;
    get rulesInput(): TrustPolicyRules[] | cdktf.IResolvable | undefined;
    private _allowedCidrs?;
    get allowedCidrs(): string[];
    set allowedCidrs(value: string[]);
    resetAllowedCidrs(): void;
    get allowedCidrsInput(): string[] | undefined;
    private _explainRefusals?;
    get explainRefusals(): boolean | cdktf.IResolvable;
    set explainRefusals(value: boolean | cdktf.IResolvable);
    resetExplainRefusals(): void;
    get explainRefusalsInput(): boolean | cdktf.IResolvable | undefined;
    private _disabled?;
    get disabled(): boolean | cdktf.IResolvable;
    set disabled(value: boolean | cdktf.IResolvable);
    resetDisabled(): void;
    get disabledInput(): boolean | cdktf.IResolvable | undefined;
    private _timeouts;
    get timeouts(): TrustPolicyTimeoutsOutputReference;
    putTimeouts(value: TrustPolicyTimeouts): void;
    resetTimeouts(): void;
    get timeoutsInput(): cdktf.IResolvable | TrustPolicyTimeouts | undefined;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
