import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
export interface DataJetonAccessCheckConfig extends cdktf.TerraformMetaArguments {
    /**
    * About this service account, whatever its tokens leave of it; absent, about the caller.
    */
    readonly serviceAccountId?: string;
    /**
    * About this user, whatever its tokens leave of it.
    */
    readonly userId?: string;
    /**
    * About whoever has this role, and no other, in the project asked about.
    */
    readonly roleId?: string;
    /**
    * About the bearer of this token.
    */
    readonly tokenId?: string;
    /**
    * What is asked about, 1 to 100 of them.
    */
    readonly checks: DataJetonAccessCheckChecks[] | cdktf.IResolvable;
}
export interface DataJetonAccessCheckChecks {
    /**
    * A type, Jeton's own or declared.
    */
    readonly resourceType: string;
    /**
    * One of the type's actions.
    */
    readonly action: string;
    /**
    * Which resource; absent, the question is whether the caller may do it to every one.
    */
    readonly name?: string;
    /**
    * Where, or `system`.
    */
    readonly project: string;
}
export declare function dataJetonAccessCheckChecksToTerraform(struct?: DataJetonAccessCheckChecks | cdktf.IResolvable): any;
export declare function dataJetonAccessCheckChecksToHclTerraform(struct?: DataJetonAccessCheckChecks | cdktf.IResolvable): any;
export declare class DataJetonAccessCheckChecksOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonAccessCheckChecks | cdktf.IResolvable | undefined;
    set internalValue(value: DataJetonAccessCheckChecks | cdktf.IResolvable | undefined);
    private _resourceType?;
    get resourceType(): string;
    set resourceType(value: string);
    get resourceTypeInput(): string | undefined;
    private _action?;
    get action(): string;
    set action(value: string);
    get actionInput(): string | undefined;
    private _name?;
    get name(): string;
    set name(value: string);
    resetName(): void;
    get nameInput(): string | undefined;
    private _project?;
    get project(): string;
    set project(value: string);
    get projectInput(): string | undefined;
}
export declare class DataJetonAccessCheckChecksList extends cdktf.ComplexList {
    protected terraformResource: cdktf.IInterpolatingParent;
    protected terraformAttribute: string;
    protected wrapsSet: boolean;
    internalValue?: DataJetonAccessCheckChecks[] | cdktf.IResolvable;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean);
    /**
    * @param index the index of the item to return
    */
    get(index: number): DataJetonAccessCheckChecksOutputReference;
}
export interface DataJetonAccessCheckResultsReasons {
}
export declare function dataJetonAccessCheckResultsReasonsToTerraform(struct?: DataJetonAccessCheckResultsReasons): any;
export declare function dataJetonAccessCheckResultsReasonsToHclTerraform(struct?: DataJetonAccessCheckResultsReasons): any;
export declare class DataJetonAccessCheckResultsReasonsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonAccessCheckResultsReasons | undefined;
    set internalValue(value: DataJetonAccessCheckResultsReasons | undefined);
    get code(): string;
    get detail(): string;
}
export declare class DataJetonAccessCheckResultsReasonsList extends cdktf.ComplexList {
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
    get(index: number): DataJetonAccessCheckResultsReasonsOutputReference;
}
export interface DataJetonAccessCheckResults {
}
export declare function dataJetonAccessCheckResultsToTerraform(struct?: DataJetonAccessCheckResults): any;
export declare function dataJetonAccessCheckResultsToHclTerraform(struct?: DataJetonAccessCheckResults): any;
export declare class DataJetonAccessCheckResultsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): DataJetonAccessCheckResults | undefined;
    set internalValue(value: DataJetonAccessCheckResults | undefined);
    get allowed(): cdktf.IResolvable;
    private _reasons;
    get reasons(): DataJetonAccessCheckResultsReasonsList;
}
export declare class DataJetonAccessCheckResultsList extends cdktf.ComplexList {
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
    get(index: number): DataJetonAccessCheckResultsOutputReference;
}
/**
* Represents a jeton_access_check
*/
export declare class DataJetonAccessCheck extends cdktf.TerraformDataSource {
    static readonly tfResourceType = "jeton_access_check";
    /**
    * Generates CDKTF code for importing a DataJetonAccessCheck resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the DataJetonAccessCheck to import
    * @param importFromId The id of the existing DataJetonAccessCheck that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the DataJetonAccessCheck to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton_access_check Data Source
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options DataJetonAccessCheckConfig
    */
    constructor(scope: Construct, id: string, config: DataJetonAccessCheckConfig);
    private _serviceAccountId?;
    get serviceAccountId(): string;
    set serviceAccountId(value: string);
    resetServiceAccountId(): void;
    get serviceAccountIdInput(): string | undefined;
    private _userId?;
    get userId(): string;
    set userId(value: string);
    resetUserId(): void;
    get userIdInput(): string | undefined;
    private _roleId?;
    get roleId(): string;
    set roleId(value: string);
    resetRoleId(): void;
    get roleIdInput(): string | undefined;
    private _tokenId?;
    get tokenId(): string;
    set tokenId(value: string);
    resetTokenId(): void;
    get tokenIdInput(): string | undefined;
    private _checks;
    get checks(): DataJetonAccessCheckChecksList;
    putChecks(value: DataJetonAccessCheckChecks[] | cdktf.IResolvable): void;
    get checksInput(): DataJetonAccessCheckChecks[] | cdktf.IResolvable | undefined;
    get allowed(): cdktf.IResolvable;
    private _results;
    get results(): DataJetonAccessCheckResultsList;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
