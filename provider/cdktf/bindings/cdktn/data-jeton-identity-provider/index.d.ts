import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
export interface DataJetonIdentityProviderConfig extends cdktf.TerraformMetaArguments {
    /**
    * The object's id: a prefix that tells its kind, and a UUIDv7.
    *
    * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
    * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
    */
    readonly id?: string;
    /**
    * Name, unique; the redirect URI ends with it, so that it is known before the client is registered.
    */
    readonly name?: string;
}
/**
* Represents a jeton_identity_provider
*/
export declare class DataJetonIdentityProvider extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_identity_provider";
    /**
    * Generates CDKTF code for importing a DataJetonIdentityProvider resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonIdentityProvider to import
    * @param importFromId The id of the existing DataJetonIdentityProvider that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonIdentityProvider to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_identity_provider Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonIdentityProviderConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonIdentityProviderConfig);
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
    get displayName(): string;
    get issuer(): string;
    get clientId(): string;
    get scopes(): string[];
    private _requiredClaims;
    get requiredClaims(): cdktf.StringListMap;
    get allowSignUp(): cdktf.IResolvable;
    get trustEmail(): cdktf.IResolvable;
    get claimsMaxAge(): string;
    get disabled(): cdktf.IResolvable;
    get redirectUri(): string;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
