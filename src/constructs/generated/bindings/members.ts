// Made by `npm run generate`; edits are lost.
// @ts-nocheck
// https://terraform.acme.example/providers/acme/charter/latest/docs/resources/members
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface MembersConfig extends cdktf.TerraformMetaArguments {
  /**
  * Further fields of members, by e-mail address and field. What is not named is left as it is.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/members#attributes Members#attributes}
  */
  readonly attributes?: { [key: string]: { [key: string]: string } } | cdktf.IResolvable;
  /**
  * Keys of organization roles, by e-mail address: everybody who is to belong to the organization.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/members#members Members#members}
  */
  readonly members: { [key: string]: string };
  /**
  * Permissions switched for single members, `allow` or `deny` by e-mail address and permission. For whoever is named, these are all of them.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/members#permissions Members#permissions}
  */
  readonly permissions?: { [key: string]: { [key: string]: string } } | cdktf.IResolvable;
}

/**
* Represents a {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/members charter_members}
*/
export class Members extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "charter_members";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a Members resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Members to import
  * @param importFromId The id of the existing Members that should be imported. Refer to the {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/members#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Members to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "charter_members", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/members charter_members} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options MembersConfig
  */
  public constructor(scope: Construct, id: string, config: MembersConfig) {
    super(scope, id, {
      terraformResourceType: 'charter_members',
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
    this._attributes = config.attributes;
    this._members = config.members;
    this._permissions = config.permissions;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // attributes - computed: false, optional: true, required: false
  private _attributes?: { [key: string]: { [key: string]: string } } | cdktf.IResolvable;
  public get attributes() {
    return this.interpolationForAttribute('attributes');
  }
  public set attributes(value: { [key: string]: { [key: string]: string } } | cdktf.IResolvable) {
    this._attributes = value;
  }
  public resetAttributes() {
    this._attributes = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get attributesInput() {
    return this._attributes;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // members - computed: false, optional: false, required: true
  private _members?: { [key: string]: string };
  public get members() {
    return this.getStringMapAttribute('members');
  }
  public set members(value: { [key: string]: string }) {
    this._members = value;
  }
  // Temporarily expose input value. Use with caution.
  public get membersInput() {
    return this._members;
  }

  // permissions - computed: false, optional: true, required: false
  private _permissions?: { [key: string]: { [key: string]: string } } | cdktf.IResolvable;
  public get permissions() {
    return this.interpolationForAttribute('permissions');
  }
  public set permissions(value: { [key: string]: { [key: string]: string } } | cdktf.IResolvable) {
    this._permissions = value;
  }
  public resetPermissions() {
    this._permissions = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get permissionsInput() {
    return this._permissions;
  }

  // statuses - computed: true, optional: false, required: false
  private _statuses = new cdktf.StringMap(this, "statuses");
  public get statuses() {
    return this._statuses;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      attributes: cdktf.hashMapper(cdktf.hashMapper(cdktf.stringToTerraform))(this._attributes),
      members: cdktf.hashMapper(cdktf.stringToTerraform)(this._members),
      permissions: cdktf.hashMapper(cdktf.hashMapper(cdktf.stringToTerraform))(this._permissions),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      attributes: {
        value: cdktf.hashMapperHcl(cdktf.hashMapperHcl(cdktf.stringToHclTerraform))(this._attributes),
        isBlock: false,
        type: "map",
        storageClassType: "stringMapMap",
      },
      members: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._members),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      permissions: {
        value: cdktf.hashMapperHcl(cdktf.hashMapperHcl(cdktf.stringToHclTerraform))(this._permissions),
        isBlock: false,
        type: "map",
        storageClassType: "stringMapMap",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
