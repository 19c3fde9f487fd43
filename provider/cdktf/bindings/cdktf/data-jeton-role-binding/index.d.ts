import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface DataJetonRoleBindingConfig extends cdktf.TerraformMetaArguments {
    /**
    * The object's id: a prefix that tells its kind, and a UUIDv7.
    *
    * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
    * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
    */
    readonly id: string;
}
export interface DataJetonRoleBindingClaim {
}
export declare function dataJetonRoleBindingClaimToTerraform(struct?: DataJetonRoleBindingClaim): any;
export declare function dataJetonRoleBindingClaimToHclTerraform(struct?: DataJetonRoleBindingClaim): any;
export declare class DataJetonRoleBindingClaimOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): DataJetonRoleBindingClaim | undefined;
    set internalValue(value: DataJetonRoleBindingClaim | undefined);
    get issuer(): string;
    get name(): string;
    get values(): string[];
}
/**
* Represents a jeton_role_binding
*/
export declare class DataJetonRoleBinding extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_role_binding";
    /**
    * Generates CDKTF code for importing a DataJetonRoleBinding resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonRoleBinding to import
    * @param importFromId The id of the existing DataJetonRoleBinding that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonRoleBinding to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_role_binding Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonRoleBindingConfig
    */
    constructor(scope: Construct, id: string, config: DataJetonRoleBindingConfig);
    private _id?;
    get id(): string;
    set id(value: string);
    get idInput(): string | undefined;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    get roleId(): string;
    get serviceAccountId(): string;
    get userId(): string;
    get groupId(): string;
    private _claim;
    get claim(): DataJetonRoleBindingClaimOutputReference;
    get project(): string;
    get expiresAt(): string;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
