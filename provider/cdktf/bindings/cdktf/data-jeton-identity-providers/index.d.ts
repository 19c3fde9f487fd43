import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface DataJetonIdentityProvidersConfig extends cdktf.TerraformMetaArguments {
    /**
    * Only those whose `name` is this.
    */
    readonly name?: string;
    /**
    * Only those whose `issuer` is this.
    */
    readonly issuer?: string;
    /**
    * Only those whose `disabled` is this.
    */
    readonly disabled?: boolean | cdktf.IResolvable;
    /**
    * Only those with this in their `name` or `display_name`, A to Z of either case alike.
    */
    readonly search?: string;
    /**
    * How many there may be at most, up to 10000; 1000 by default. More of them are an error, since a part would pass for the whole.
    */
    readonly limit?: number;
}
export interface DataJetonIdentityProvidersIdentityProviders {
}
export declare function dataJetonIdentityProvidersIdentityProvidersToTerraform(struct?: DataJetonIdentityProvidersIdentityProviders): any;
export declare function dataJetonIdentityProvidersIdentityProvidersToHclTerraform(struct?: DataJetonIdentityProvidersIdentityProviders): any;
export declare class DataJetonIdentityProvidersIdentityProvidersOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonIdentityProvidersIdentityProviders | undefined;
    set internalValue(value: DataJetonIdentityProvidersIdentityProviders | undefined);
    get id(): string;
    get createdAt(): string;
    get updatedAt(): string;
    get createdBy(): string;
    get managedBy(): string;
    get name(): string;
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
}
export declare class DataJetonIdentityProvidersIdentityProvidersList extends cdktf.ComplexList {
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
    get(index: number): DataJetonIdentityProvidersIdentityProvidersOutputReference;
}
/**
* Represents a jeton_identity_providers
*/
export declare class DataJetonIdentityProviders extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_identity_providers";
    /**
    * Generates CDKTF code for importing a DataJetonIdentityProviders resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonIdentityProviders to import
    * @param importFromId The id of the existing DataJetonIdentityProviders that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonIdentityProviders to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_identity_providers Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonIdentityProvidersConfig = {}
    */
    constructor(scope: Construct, id: string, config?: DataJetonIdentityProvidersConfig);
    private _name?;
    get name(): string;
    set name(value: string);
    resetName(): void;
    get nameInput(): string | undefined;
    private _issuer?;
    get issuer(): string;
    set issuer(value: string);
    resetIssuer(): void;
    get issuerInput(): string | undefined;
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
    private _identityProviders;
    get identityProviders(): DataJetonIdentityProvidersIdentityProvidersList;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
