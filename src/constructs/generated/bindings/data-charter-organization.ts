// Made by `npm run generate`; edits are lost.
// @ts-nocheck
// https://terraform.acme.example/providers/acme/charter/latest/docs/data-sources/organization
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataCharterOrganizationConfig extends cdktf.TerraformMetaArguments {
}

/**
* Represents a {@link https://terraform.acme.example/providers/acme/charter/latest/docs/data-sources/organization charter_organization}
*/
export class DataCharterOrganization extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "charter_organization";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataCharterOrganization resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataCharterOrganization to import
  * @param importFromId The id of the existing DataCharterOrganization that should be imported. Refer to the {@link https://terraform.acme.example/providers/acme/charter/latest/docs/data-sources/organization#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataCharterOrganization to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "charter_organization", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://terraform.acme.example/providers/acme/charter/latest/docs/data-sources/organization charter_organization} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataCharterOrganizationConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataCharterOrganizationConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'charter_organization',
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
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // key - computed: true, optional: false, required: false
  public get key() {
    return this.getStringAttribute('key');
  }

  // role_model - computed: true, optional: false, required: false
  public get roleModel() {
    return this.getStringAttribute('role_model');
  }

  // seat_limit - computed: true, optional: false, required: false
  public get seatLimit() {
    return this.getNumberAttribute('seat_limit');
  }

  // seats_taken - computed: true, optional: false, required: false
  public get seatsTaken() {
    return this.getNumberAttribute('seats_taken');
  }

  // settings - computed: true, optional: false, required: false
  private _settings = new cdktf.StringMap(this, "settings");
  public get settings() {
    return this._settings;
  }

  // tier - computed: true, optional: false, required: false
  public get tier() {
    return this.getStringAttribute('tier');
  }

  // title - computed: true, optional: false, required: false
  public get title() {
    return this.getStringAttribute('title');
  }

  // version - computed: true, optional: false, required: false
  public get version() {
    return this.getNumberAttribute('version');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
    };
    return attrs;
  }
}
