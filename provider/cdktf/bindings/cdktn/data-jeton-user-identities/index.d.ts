import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
export interface DataJetonUserIdentitiesConfig extends cdktf.TerraformMetaArguments {
    /**
    * Only those whose `user_id` is this.
    */
    readonly userId?: string;
    /**
    * Only those whose `issuer` is this.
    */
    readonly issuer?: string;
    /**
    * Only those whose `subject` is this.
    */
    readonly subject?: string;
    /**
    * How many there may be at most, up to 10000; 1000 by default. More of them are an error, since a part would pass for the whole.
    */
    readonly limit?: number;
}
export interface DataJetonUserIdentitiesUserIdentities {
}
export declare function dataJetonUserIdentitiesUserIdentitiesToTerraform(struct?: DataJetonUserIdentitiesUserIdentities): any;
export declare function dataJetonUserIdentitiesUserIdentitiesToHclTerraform(struct?: DataJetonUserIdentitiesUserIdentities): any;
export declare class DataJetonUserIdentitiesUserIdentitiesOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonUserIdentitiesUserIdentities | undefined;
    set internalValue(value: DataJetonUserIdentitiesUserIdentities | undefined);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    get userId(): string;
    get issuer(): string;
    get subject(): string;
}
export declare class DataJetonUserIdentitiesUserIdentitiesList extends cdktf.ComplexList {
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
    get(index: number): DataJetonUserIdentitiesUserIdentitiesOutputReference;
}
/**
* Represents a jeton_user_identities
*/
export declare class DataJetonUserIdentities extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_user_identities";
    /**
    * Generates CDKTF code for importing a DataJetonUserIdentities resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonUserIdentities to import
    * @param importFromId The id of the existing DataJetonUserIdentities that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonUserIdentities to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_user_identities Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonUserIdentitiesConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonUserIdentitiesConfig);
    private _userId?;
    get userId(): string;
    set userId(value: string);
    resetUserId(): void;
    get userIdInput(): string | undefined;
    private _issuer?;
    get issuer(): string;
    set issuer(value: string);
    resetIssuer(): void;
    get issuerInput(): string | undefined;
    private _subject?;
    get subject(): string;
    set subject(value: string);
    resetSubject(): void;
    get subjectInput(): string | undefined;
    private _limit?;
    get limit(): number;
    set limit(value: number);
    resetLimit(): void;
    get limitInput(): number | undefined;
    private _userIdentities;
    get userIdentities(): DataJetonUserIdentitiesUserIdentitiesList;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
