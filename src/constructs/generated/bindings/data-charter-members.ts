// Made by `npm run generate`; edits are lost.
// @ts-nocheck
// https://terraform.acme.example/providers/acme/charter/latest/docs/data-sources/members
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataCharterMembersConfig extends cdktf.TerraformMetaArguments {
  /**
  * Those who have a role at this project, with that role.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/data-sources/members#project DataCharterMembers#project}
  */
  readonly project?: string;
  /**
  * Only those with this role.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/data-sources/members#role DataCharterMembers#role}
  */
  readonly role?: string;
  /**
  * Only those who are `invited`, `active` or `expired`.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/data-sources/members#status DataCharterMembers#status}
  */
  readonly status?: string;
  /**
  * Those who have a role at this tenant, with that role.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/data-sources/members#tenant DataCharterMembers#tenant}
  */
  readonly tenant?: string;
}

/**
* Represents a {@link https://terraform.acme.example/providers/acme/charter/latest/docs/data-sources/members charter_members}
*/
export class DataCharterMembers extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "charter_members";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataCharterMembers resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataCharterMembers to import
  * @param importFromId The id of the existing DataCharterMembers that should be imported. Refer to the {@link https://terraform.acme.example/providers/acme/charter/latest/docs/data-sources/members#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataCharterMembers to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "charter_members", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://terraform.acme.example/providers/acme/charter/latest/docs/data-sources/members charter_members} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataCharterMembersConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataCharterMembersConfig = {}) {
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
    this._project = config.project;
    this._role = config.role;
    this._status = config.status;
    this._tenant = config.tenant;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // emails - computed: true, optional: false, required: false
  public get emails() {
    return this.getListAttribute('emails');
  }

  // project - computed: false, optional: true, required: false
  private _project?: string;
  public get project() {
    return this.getStringAttribute('project');
  }
  public set project(value: string) {
    this._project = value;
  }
  public resetProject() {
    this._project = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get projectInput() {
    return this._project;
  }

  // role - computed: false, optional: true, required: false
  private _role?: string;
  public get role() {
    return this.getStringAttribute('role');
  }
  public set role(value: string) {
    this._role = value;
  }
  public resetRole() {
    this._role = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get roleInput() {
    return this._role;
  }

  // roles - computed: true, optional: false, required: false
  private _roles = new cdktf.StringMap(this, "roles");
  public get roles() {
    return this._roles;
  }

  // status - computed: false, optional: true, required: false
  private _status?: string;
  public get status() {
    return this.getStringAttribute('status');
  }
  public set status(value: string) {
    this._status = value;
  }
  public resetStatus() {
    this._status = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get statusInput() {
    return this._status;
  }

  // statuses - computed: true, optional: false, required: false
  private _statuses = new cdktf.StringMap(this, "statuses");
  public get statuses() {
    return this._statuses;
  }

  // tenant - computed: false, optional: true, required: false
  private _tenant?: string;
  public get tenant() {
    return this.getStringAttribute('tenant');
  }
  public set tenant(value: string) {
    this._tenant = value;
  }
  public resetTenant() {
    this._tenant = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tenantInput() {
    return this._tenant;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      project: cdktf.stringToTerraform(this._project),
      role: cdktf.stringToTerraform(this._role),
      status: cdktf.stringToTerraform(this._status),
      tenant: cdktf.stringToTerraform(this._tenant),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      project: {
        value: cdktf.stringToHclTerraform(this._project),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      role: {
        value: cdktf.stringToHclTerraform(this._role),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      status: {
        value: cdktf.stringToHclTerraform(this._status),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      tenant: {
        value: cdktf.stringToHclTerraform(this._tenant),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
