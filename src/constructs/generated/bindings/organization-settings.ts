// Made by `npm run generate`; edits are lost.
// @ts-nocheck
// https://terraform.acme.example/providers/acme/charter/latest/docs/resources/organization_settings
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface OrganizationSettingsConfig extends cdktf.TerraformMetaArguments {
  /**
  * Settings of the role model, numbers and booleans as text. Those that are not named are left as they are; one that is named no longer goes back to its default.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/organization_settings#settings OrganizationSettings#settings}
  */
  readonly settings?: { [key: string]: string };
  /**
  * Key of the tier. Where it is not given, the present one is left as it is.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/organization_settings#tier OrganizationSettings#tier}
  */
  readonly tier?: string;
  /**
  * Name for people. Where it is not given, the present one is left as it is.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/organization_settings#title OrganizationSettings#title}
  */
  readonly title?: string;
}

/**
* Represents a {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/organization_settings charter_organization_settings}
*/
export class OrganizationSettings extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "charter_organization_settings";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a OrganizationSettings resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the OrganizationSettings to import
  * @param importFromId The id of the existing OrganizationSettings that should be imported. Refer to the {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/organization_settings#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the OrganizationSettings to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "charter_organization_settings", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/organization_settings charter_organization_settings} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options OrganizationSettingsConfig = {}
  */
  public constructor(scope: Construct, id: string, config: OrganizationSettingsConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'charter_organization_settings',
      terraformGeneratorMetadata: {
        providerName: 'charter'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._settings = config.settings;
    this._tier = config.tier;
    this._title = config.title;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // settings - computed: false, optional: true, required: false
  private _settings?: { [key: string]: string };
  public get settings() {
    return this.getStringMapAttribute('settings');
  }
  public set settings(value: { [key: string]: string }) {
    this._settings = value;
  }
  public resetSettings() {
    this._settings = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get settingsInput() {
    return this._settings;
  }

  // tier - computed: true, optional: true, required: false
  private _tier?: string;
  public get tier() {
    return this.getStringAttribute('tier');
  }
  public set tier(value: string) {
    this._tier = value;
  }
  public resetTier() {
    this._tier = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tierInput() {
    return this._tier;
  }

  // title - computed: true, optional: true, required: false
  private _title?: string;
  public get title() {
    return this.getStringAttribute('title');
  }
  public set title(value: string) {
    this._title = value;
  }
  public resetTitle() {
    this._title = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get titleInput() {
    return this._title;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      settings: cdktf.hashMapper(cdktf.stringToTerraform)(this._settings),
      tier: cdktf.stringToTerraform(this._tier),
      title: cdktf.stringToTerraform(this._title),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      settings: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._settings),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      tier: {
        value: cdktf.stringToHclTerraform(this._tier),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      title: {
        value: cdktf.stringToHclTerraform(this._title),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
