import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface WebhookConfig extends cdktf.TerraformMetaArguments {
    /**
    * Name, unique in its project.
    */
    readonly name: string;
    /**
    * The project whose events are sent, with those of the projects below; `system` is all. By default the `project` of the provider's block.
    */
    readonly project?: string;
    /**
    * Who listens there, and what for.
    */
    readonly description?: string;
    /**
    * Where messages are sent. Whoever may read the webhook sees it: put no secret in it.
    */
    readonly url: string;
    /**
    * The types of events that are sent; absent, all there are, those of later versions too.
    */
    readonly events?: string[];
    /**
    * `cloudevents`: every event as a CloudEvent; `caep`: what ends a token or an owner, or gives a token a new secret, as OpenID CAEP's events in signed Security Event Tokens, for which the server needs `JETON_PUBLIC_URL`.
    */
    readonly format?: string;
    /**
    * A disabled webhook is sent nothing: events of that time are lost to it, and what waits is sent once it is enabled. An answer of 410 disables it.
    */
    readonly disabled?: boolean | cdktf.IResolvable;
    /**
    * What messages are signed with, as Standard Webhooks writes it: `whsec_` and 24 to 64 bytes in base64. Absent, the server makes one, and the reply shows it, this once. After a change messages are signed with the one before as well, for a day. In no state and no plan; sent at creation, and when `secret_wo_version` changes.
    */
    readonly secretWo?: string;
    /**
    * Any number; another one sends `secret_wo` again. Taking both away changes nothing on the server.
    */
    readonly secretWoVersion?: number;
    /**
    * How long each operation may take before it is given up.
    */
    readonly timeouts?: WebhookTimeouts;
}
export interface WebhookTimeouts {
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
export declare function webhookTimeoutsToTerraform(struct?: WebhookTimeouts | cdktf.IResolvable): any;
export declare function webhookTimeoutsToHclTerraform(struct?: WebhookTimeouts | cdktf.IResolvable): any;
export declare class WebhookTimeoutsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): WebhookTimeouts | cdktf.IResolvable | undefined;
    set internalValue(value: WebhookTimeouts | cdktf.IResolvable | undefined);
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
* Represents a jeton_webhook
*/
export declare class Webhook extends cdktf.TerraformResource {
    static readonly tfResourceType = "jeton_webhook";
    /**
    * Generates CDKTF code for importing a Webhook resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the Webhook to import
    * @param importFromId The id of the existing Webhook that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the Webhook to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_webhook Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options WebhookConfig
    */
    constructor(scope: Construct, id: string, config: WebhookConfig);
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
    private _url?;
    get url(): string;
    set url(value: string);
    get urlInput(): string | undefined;
    private _events?;
    get events(): string[];
    set events(value: string[]);
    resetEvents(): void;
    get eventsInput(): string[] | undefined;
    private _format?;
    get format(): string;
    set format(value: string);
    resetFormat(): void;
    get formatInput(): string | undefined;
    private _disabled?;
    get disabled(): boolean | cdktf.IResolvable;
    set disabled(value: boolean | cdktf.IResolvable);
    resetDisabled(): void;
    get disabledInput(): boolean | cdktf.IResolvable | undefined;
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
    get timeouts(): WebhookTimeoutsOutputReference;
    putTimeouts(value: WebhookTimeouts): void;
    resetTimeouts(): void;
    get timeoutsInput(): cdktf.IResolvable | WebhookTimeouts | undefined;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
