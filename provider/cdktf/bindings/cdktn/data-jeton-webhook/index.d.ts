import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
export interface DataJetonWebhookConfig extends cdktf.TerraformMetaArguments {
    /**
    * The object's id: a prefix that tells its kind, and a UUIDv7.
    *
    * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
    * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
    */
    readonly id?: string;
    /**
    * Name, unique in its project.
    */
    readonly name?: string;
    /**
    * The project whose events are sent, with those of the projects below; `system` is all.
    */
    readonly project?: string;
}
/**
* Represents a jeton_webhook
*/
export declare class DataJetonWebhook extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_webhook";
    /**
    * Generates CDKTF code for importing a DataJetonWebhook resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonWebhook to import
    * @param importFromId The id of the existing DataJetonWebhook that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonWebhook to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_webhook Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonWebhookConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonWebhookConfig);
    private _id?;
    get id(): string;
    set id(value: string);
    resetId(): void;
    get idInput(): string | undefined;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    private _name?;
    get name(): string;
    set name(value: string);
    resetName(): void;
    get nameInput(): string | undefined;
    private _project?;
    get project(): string;
    set project(value: string);
    resetProject(): void;
    get projectInput(): string | undefined;
    get description(): string;
    get url(): string;
    get events(): string[];
    get format(): string;
    get disabled(): cdktf.IResolvable;
    get authorizedBy(): string;
    get droppedAt(): string;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
