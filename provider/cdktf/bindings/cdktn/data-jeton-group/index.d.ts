import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
export interface DataJetonGroupConfig extends cdktf.TerraformMetaArguments {
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
    * The project it lives in, or `system`; roles are bound to it anywhere.
    */
    readonly project?: string;
}
/**
* Represents a jeton_group
*/
export declare class DataJetonGroup extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_group";
    /**
    * Generates CDKTF code for importing a DataJetonGroup resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonGroup to import
    * @param importFromId The id of the existing DataJetonGroup that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonGroup to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_group Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonGroupConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonGroupConfig);
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
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
