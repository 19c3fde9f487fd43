import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface DataJetonUserConfig extends cdktf.TerraformMetaArguments {
    /**
    * The object's id: a prefix that tells its kind, and a UUIDv7.
    *
    * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
    * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
    */
    readonly id?: string;
    /**
    * The user's e-mail address, unique whatever the case of its letters, and shown as it was given.
    */
    readonly email?: string;
}
/**
* Represents a jeton_user
*/
export declare class DataJetonUser extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_user";
    /**
    * Generates CDKTF code for importing a DataJetonUser resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonUser to import
    * @param importFromId The id of the existing DataJetonUser that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonUser to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_user Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonUserConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonUserConfig);
    private _id?;
    get id(): string;
    set id(value: string);
    resetId(): void;
    get idInput(): string | undefined;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    private _email?;
    get email(): string;
    set email(value: string);
    resetEmail(): void;
    get emailInput(): string | undefined;
    get displayName(): string;
    get disabled(): cdktf.IResolvable;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
