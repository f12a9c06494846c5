// Made by `npm run generate`; edits are lost.
// @ts-nocheck
// https://terraform.acme.example/providers/acme/charter/latest/docs
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface CharterProviderConfig {
  /**
  * Address of the membership API, such as `https://members.example`. Also: `CHARTER_API`.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs#api CharterProvider#api}
  */
  readonly api?: string;
  /**
  * Key of the organization. Also: `CHARTER_ORGANIZATION`.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs#organization CharterProvider#organization}
  */
  readonly organization?: string;
  /**
  * Token of the person or the machine that acts. It is in no state and no plan. Also: `CHARTER_TOKEN`.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs#token CharterProvider#token}
  */
  readonly token?: string;
  /**
  * Alias name
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs#alias CharterProvider#alias}
  */
  readonly alias?: string;
}

/**
* Represents a {@link https://terraform.acme.example/providers/acme/charter/latest/docs charter}
*/
export class CharterProvider extends cdktf.TerraformProvider {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "charter";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a CharterProvider resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the CharterProvider to import
  * @param importFromId The id of the existing CharterProvider that should be imported. Refer to the {@link https://terraform.acme.example/providers/acme/charter/latest/docs#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the CharterProvider to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "charter", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://terraform.acme.example/providers/acme/charter/latest/docs charter} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options CharterProviderConfig = {}
  */
  public constructor(scope: Construct, id: string, config: CharterProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'charter',
      terraformGeneratorMetadata: {
        providerName: 'charter'
      },
      terraformProviderSource: 'terraform.acme.example/acme/charter'
    });
    this._api = config.api;
    this._organization = config.organization;
    this._token = config.token;
    this._alias = config.alias;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // api - computed: false, optional: true, required: false
  private _api?: string;
  public get api() {
    return this._api;
  }
  public set api(value: string | undefined) {
    this._api = value;
  }
  public resetApi() {
    this._api = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get apiInput() {
    return this._api;
  }

  // organization - computed: false, optional: true, required: false
  private _organization?: string;
  public get organization() {
    return this._organization;
  }
  public set organization(value: string | undefined) {
    this._organization = value;
  }
  public resetOrganization() {
    this._organization = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get organizationInput() {
    return this._organization;
  }

  // token - computed: false, optional: true, required: false
  private _token?: string;
  public get token() {
    return this._token;
  }
  public set token(value: string | undefined) {
    this._token = value;
  }
  public resetToken() {
    this._token = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tokenInput() {
    return this._token;
  }

  // alias - computed: false, optional: true, required: false
  private _alias?: string;
  public get alias() {
    return this._alias;
  }
  public set alias(value: string | undefined) {
    this._alias = value;
  }
  public resetAlias() {
    this._alias = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get aliasInput() {
    return this._alias;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      api: cdktf.stringToTerraform(this._api),
      organization: cdktf.stringToTerraform(this._organization),
      token: cdktf.stringToTerraform(this._token),
      alias: cdktf.stringToTerraform(this._alias),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      api: {
        value: cdktf.stringToHclTerraform(this._api),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      organization: {
        value: cdktf.stringToHclTerraform(this._organization),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      token: {
        value: cdktf.stringToHclTerraform(this._token),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      alias: {
        value: cdktf.stringToHclTerraform(this._alias),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
