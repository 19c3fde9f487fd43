import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
import { EphemeralResource } from '../ephemeral-resource';
export interface EphemeralJetonAccessTokenConfig extends cdktf.TerraformMetaArguments {
    /**
    * The account that trusts the run's identity: its id, or `PROJECT/NAME`.
    */
    readonly serviceAccount: string;
    /**
    * What GitHub is asked for an ID token for; by default the server's `url`.
    */
    readonly audience?: string;
    /**
    * The ID token. By default TFC_WORKLOAD_IDENTITY_TOKEN_JETON, TFC_WORKLOAD_IDENTITY_TOKEN, or one that GitHub gives the job.
    */
    readonly token?: string;
    /**
    * A file that holds the ID token.
    */
    readonly tokenFile?: string;
    /**
    * How long it is to last; by default, and at most, as long as the trust policy says.
    */
    readonly maxAge?: string;
}
/**
* Represents a jeton_access_token
*/
export declare class EphemeralJetonAccessToken extends EphemeralResource {
    static readonly tfResourceType = "jeton_access_token";
    /**
    * Create a new jeton_access_token ephemeral resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options EphemeralJetonAccessTokenConfig
    */
    constructor(scope: Construct, id: string, config: EphemeralJetonAccessTokenConfig);
    private _serviceAccount?;
    get serviceAccount(): string;
    set serviceAccount(value: string);
    get serviceAccountInput(): string | undefined;
    private _audience?;
    get audience(): string;
    set audience(value: string);
    resetAudience(): void;
    get audienceInput(): string | undefined;
    private _token?;
    get token(): string;
    set token(value: string);
    resetToken(): void;
    get tokenInput(): string | undefined;
    private _tokenFile?;
    get tokenFile(): string;
    set tokenFile(value: string);
    resetTokenFile(): void;
    get tokenFileInput(): string | undefined;
    private _maxAge?;
    get maxAge(): string;
    set maxAge(value: string);
    resetMaxAge(): void;
    get maxAgeInput(): string | undefined;
    get accessToken(): string;
    get expiresAt(): string;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
