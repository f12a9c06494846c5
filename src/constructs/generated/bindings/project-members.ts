// Made by `npm run generate`; edits are lost.
// @ts-nocheck
// https://terraform.acme.example/providers/acme/charter/latest/docs/resources/project_members
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface ProjectMembersConfig extends cdktf.TerraformMetaArguments {
  /**
  * Keys of roles of the project, by e-mail address.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/project_members#members ProjectMembers#members}
  */
  readonly members: { [key: string]: string };
  /**
  * Key of the project.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/project_members#project ProjectMembers#project}
  */
  readonly project: string;
}

/**
* Represents a {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/project_members charter_project_members}
*/
export class ProjectMembers extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "charter_project_members";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a ProjectMembers resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the ProjectMembers to import
  * @param importFromId The id of the existing ProjectMembers that should be imported. Refer to the {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/project_members#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the ProjectMembers to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "charter_project_members", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/project_members charter_project_members} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options ProjectMembersConfig
  */
  public constructor(scope: Construct, id: string, config: ProjectMembersConfig) {
    super(scope, id, {
      terraformResourceType: 'charter_project_members',
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
    this._members = config.members;
    this._project = config.project;
  }

  // ==========
  // ATTRIBUTES
  // ==========

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

  // project - computed: false, optional: false, required: true
  private _project?: string;
  public get project() {
    return this.getStringAttribute('project');
  }
  public set project(value: string) {
    this._project = value;
  }
  // Temporarily expose input value. Use with caution.
  public get projectInput() {
    return this._project;
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
      members: cdktf.hashMapper(cdktf.stringToTerraform)(this._members),
      project: cdktf.stringToTerraform(this._project),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      members: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._members),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      project: {
        value: cdktf.stringToHclTerraform(this._project),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
