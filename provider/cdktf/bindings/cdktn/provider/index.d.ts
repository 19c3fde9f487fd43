import { Construct } from 'constructs';
import * as cdktf from 'cdktn';
export interface JetonProviderConfig {
    /**
    * The server, for example `https://jeton.example.org`. By default JETON_URL.
    */
    readonly url?: string;
    /**
    * The token to use. By default JETON_TOKEN, unless JETON_URL names another server.
    */
    readonly token?: string;
    /**
    * A file that holds the token. By default JETON_TOKEN_FILE, as with `token`.
    */
    readonly tokenFile?: string;
    /**
    * Signs in by the identity of the run, without a stored secret: its ID token is exchanged for a short-lived token, again and again while the run lasts, and that is revoked at the end.
    */
    readonly oidc?: JetonProviderOidc;
    /**
    * The project of whatever names none of its own, in resources and in data sources that look something up by its name; `system` is the scope above all projects. Without it each names its own.
    */
    readonly project?: string;
    /**
    * A file of certificates in PEM, of authorities to trust besides those that Node.js and the system trust. Proxies come from HTTPS_PROXY, HTTP_PROXY and NO_PROXY.
    */
    readonly caCertFile?: string;
    /**
    * How often a request is repeated after a lost or overloaded answer; 4 by default.
    */
    readonly maxRetries?: number;
    /**
    * How long to wait for each answer, for example `10s`; 30 seconds by default.
    */
    readonly requestTimeout?: string;
    /**
    * Labels of every token, the ephemeral ones too; a token's own `labels` win. `effective_labels` shows both.
    */
    readonly labels?: {
        [key: string]: string;
    };
    /**
    * What tells this configuration from others: objects that it makes are `managed_by` `terraform:` and this, else `terraform` alone.
    */
    readonly managedBy?: string;
    /**
    * Alias name
    */
    readonly alias?: string;
}
export interface JetonProviderOidc {
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
    * A file that holds the ID token; read again whenever one is needed.
    */
    readonly tokenFile?: string;
}
export declare function jetonProviderOidcToTerraform(struct?: JetonProviderOidc | cdktf.IResolvable): any;
export declare function jetonProviderOidcToHclTerraform(struct?: JetonProviderOidc | cdktf.IResolvable): any;
/**
* Represents a jeton
*/
export declare class JetonProvider extends cdktf.TerraformProvider {
    static readonly tfResourceType = "jeton";
    /**
    * Generates CDKTF code for importing a JetonProvider resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the JetonProvider to import
    * @param importFromId The id of the existing JetonProvider that should be imported. Refer to the import section in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the JetonProvider to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new jeton Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options JetonProviderConfig = {}
    */
    constructor(scope: Construct, id: string, config?: JetonProviderConfig);
    private _url?;
    get url(): string | undefined;
    set url(value: string | undefined);
    resetUrl(): void;
    get urlInput(): string | undefined;
    private _token?;
    get token(): string | undefined;
    set token(value: string | undefined);
    resetToken(): void;
    get tokenInput(): string | undefined;
    private _tokenFile?;
    get tokenFile(): string | undefined;
    set tokenFile(value: string | undefined);
    resetTokenFile(): void;
    get tokenFileInput(): string | undefined;
    private _oidc?;
    get oidc(): JetonProviderOidc | undefined;
    set oidc(value: JetonProviderOidc | undefined);
    resetOidc(): void;
    get oidcInput(): JetonProviderOidc | undefined;
    private _project?;
    get project(): string | undefined;
    set project(value: string | undefined);
    resetProject(): void;
    get projectInput(): string | undefined;
    private _caCertFile?;
    get caCertFile(): string | undefined;
    set caCertFile(value: string | undefined);
    resetCaCertFile(): void;
    get caCertFileInput(): string | undefined;
    private _maxRetries?;
    get maxRetries(): number | undefined;
    set maxRetries(value: number | undefined);
    resetMaxRetries(): void;
    get maxRetriesInput(): number | undefined;
    private _requestTimeout?;
    get requestTimeout(): string | undefined;
    set requestTimeout(value: string | undefined);
    resetRequestTimeout(): void;
    get requestTimeoutInput(): string | undefined;
    private _labels?;
    get labels(): {
        [key: string]: string;
    } | undefined;
    set labels(value: {
        [key: string]: string;
    } | undefined);
    resetLabels(): void;
    get labelsInput(): {
        [key: string]: string;
    } | undefined;
    private _managedBy?;
    get managedBy(): string | undefined;
    set managedBy(value: string | undefined);
    resetManagedBy(): void;
    get managedByInput(): string | undefined;
    private _alias?;
    get alias(): string | undefined;
    set alias(value: string | undefined);
    resetAlias(): void;
    get aliasInput(): string | undefined;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
