import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
export interface DataJetonWebhooksConfig extends cdktf.TerraformMetaArguments {
    /**
    * Only those whose `project` is this.
    */
    readonly project?: string;
    /**
    * Only those whose `name` is this.
    */
    readonly name?: string;
    /**
    * Only those whose `url` is this.
    */
    readonly url?: string;
    /**
    * Only those whose `authorized_by` is this.
    */
    readonly authorizedBy?: string;
    /**
    * Only those whose `disabled` is this.
    */
    readonly disabled?: boolean | cdktf.IResolvable;
    /**
    * Only those with this in their `name` or `description` or `url`, A to Z of either case alike.
    */
    readonly search?: string;
    /**
    * How many there may be at most, up to 10000; 1000 by default. More of them are an error, since a part would pass for the whole.
    */
    readonly limit?: number;
}
export interface DataJetonWebhooksWebhooks {
}
export declare function dataJetonWebhooksWebhooksToTerraform(struct?: DataJetonWebhooksWebhooks): any;
export declare function dataJetonWebhooksWebhooksToHclTerraform(struct?: DataJetonWebhooksWebhooks): any;
export declare class DataJetonWebhooksWebhooksOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonWebhooksWebhooks | undefined;
    set internalValue(value: DataJetonWebhooksWebhooks | undefined);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    get name(): string;
    get project(): string;
    get description(): string;
    get url(): string;
    get events(): string[];
    get format(): string;
    get disabled(): cdktf.IResolvable;
    get authorizedBy(): string;
    get droppedAt(): string;
}
export declare class DataJetonWebhooksWebhooksList extends cdktf.ComplexList {
    protected terraformResource: cdktf.IInterpolatingParent;
    protected terraformAttribute: string;
    protected wrapsSet: boolean;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean);
    /**
    * @param index the index of the item to return
    */
    get(index: number): DataJetonWebhooksWebhooksOutputReference;
}
/**
* Represents a jeton_webhooks
*/
export declare class DataJetonWebhooks extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_webhooks";
    /**
    * Generates CDKTF code for importing a DataJetonWebhooks resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonWebhooks to import
    * @param importFromId The id of the existing DataJetonWebhooks that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonWebhooks to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_webhooks Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonWebhooksConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonWebhooksConfig);
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
    private _url?;
    get url(): string;
    set url(value: string);
    resetUrl(): void;
    get urlInput(): string | undefined;
    private _authorizedBy?;
    get authorizedBy(): string;
    set authorizedBy(value: string);
    resetAuthorizedBy(): void;
    get authorizedByInput(): string | undefined;
    private _disabled?;
    get disabled(): boolean | cdktf.IResolvable;
    set disabled(value: boolean | cdktf.IResolvable);
    resetDisabled(): void;
    get disabledInput(): boolean | cdktf.IResolvable | undefined;
    private _search?;
    get search(): string;
    set search(value: string);
    resetSearch(): void;
    get searchInput(): string | undefined;
    private _limit?;
    get limit(): number;
    set limit(value: number);
    resetLimit(): void;
    get limitInput(): number | undefined;
    private _webhooks;
    get webhooks(): DataJetonWebhooksWebhooksList;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
