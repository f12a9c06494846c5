// Made by `npm run generate`; edits are lost.
// @ts-nocheck
// https://terraform.acme.example/providers/acme/charter/latest/docs/data-sources/role_model
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataCharterRoleModelConfig extends cdktf.TerraformMetaArguments {
}

/**
* Represents a {@link https://terraform.acme.example/providers/acme/charter/latest/docs/data-sources/role_model charter_role_model}
*/
export class DataCharterRoleModel extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "charter_role_model";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataCharterRoleModel resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataCharterRoleModel to import
  * @param importFromId The id of the existing DataCharterRoleModel that should be imported. Refer to the {@link https://terraform.acme.example/providers/acme/charter/latest/docs/data-sources/role_model#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataCharterRoleModel to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "charter_role_model", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://terraform.acme.example/providers/acme/charter/latest/docs/data-sources/role_model charter_role_model} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataCharterRoleModelConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataCharterRoleModelConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'charter_role_model',
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

  // attributes - computed: true, optional: false, required: false
  private _attributes = new cdktf.StringListMap(this, "attributes");
  public get attributes() {
    return this._attributes;
  }

  // key - computed: true, optional: false, required: false
  public get key() {
    return this.getStringAttribute('key');
  }

  // member_limits - computed: true, optional: false, required: false
  private _memberLimits = new cdktf.NumberMap(this, "member_limits");
  public get memberLimits() {
    return this._memberLimits;
  }

  // overridable_permissions - computed: true, optional: false, required: false
  public get overridablePermissions() {
    return this.getListAttribute('overridable_permissions');
  }

  // owner_roles - computed: true, optional: false, required: false
  public get ownerRoles() {
    return this.getListAttribute('owner_roles');
  }

  // permissions - computed: true, optional: false, required: false
  public get permissions() {
    return this.getListAttribute('permissions');
  }

  // roles - computed: true, optional: false, required: false
  private _roles = new cdktf.StringListMap(this, "roles");
  public get roles() {
    return this._roles;
  }

  // scopes - computed: true, optional: false, required: false
  public get scopes() {
    return this.getListAttribute('scopes');
  }

  // sensitive_permissions - computed: true, optional: false, required: false
  public get sensitivePermissions() {
    return this.getListAttribute('sensitive_permissions');
  }

  // settings - computed: true, optional: false, required: false
  public get settings() {
    return this.getListAttribute('settings');
  }

  // tiers - computed: true, optional: false, required: false
  public get tiers() {
    return this.getListAttribute('tiers');
  }

  // title - computed: true, optional: false, required: false
  public get title() {
    return this.getStringAttribute('title');
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
