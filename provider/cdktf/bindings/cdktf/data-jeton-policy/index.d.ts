import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface DataJetonPolicyConfig extends cdktf.TerraformMetaArguments {
    /**
    * The object's id: a prefix that tells its kind, and a UUIDv7.
    *
    * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
    * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
    */
    readonly id?: string;
    /**
    * The project it is for, those below included; `system` is for all.
    */
    readonly project?: string;
}
/**
* Represents a jeton_policy
*/
export declare class DataJetonPolicy extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_policy";
    /**
    * Generates CDKTF code for importing a DataJetonPolicy resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonPolicy to import
    * @param importFromId The id of the existing DataJetonPolicy that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonPolicy to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_policy Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonPolicyConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonPolicyConfig);
    private _id?;
    get id(): string;
    set id(value: string);
    resetId(): void;
    get idInput(): string | undefined;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    private _project?;
    get project(): string;
    set project(value: string);
    resetProject(): void;
    get projectInput(): string | undefined;
    get maxLifetime(): string;
    get allowNever(): cdktf.IResolvable;
    get presets(): string[];
    get requireApproval(): cdktf.IResolvable;
    get unusedAfter(): string;
    get creators(): string;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
