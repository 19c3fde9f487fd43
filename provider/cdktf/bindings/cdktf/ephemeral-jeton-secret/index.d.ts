import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
import { EphemeralResource } from '../ephemeral-resource';
export interface EphemeralJetonSecretConfig extends cdktf.TerraformMetaArguments {
    /**
    * What the token's owner is: one of `service_account`, `user`, `role`; `service_account` by default.
    */
    readonly kind?: string;
}
/**
* Represents a jeton_secret
*/
export declare class EphemeralJetonSecret extends EphemeralResource {
    static readonly tfResourceType = "jeton_secret";
    /**
    * Create a new jeton_secret ephemeral resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options EphemeralJetonSecretConfig = {}
    */
    constructor(scope: Construct, id: string, config?: EphemeralJetonSecretConfig);
    private _kind?;
    get kind(): string;
    set kind(value: string);
    resetKind(): void;
    get kindInput(): string | undefined;
    get secret(): string;
    get hint(): string;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
