// Made by `npm run generate`; edits are lost.
// @ts-nocheck
// https://terraform.acme.example/providers/acme/charter/latest/docs/resources/owner
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface OwnerConfig extends cdktf.TerraformMetaArguments {
  /**
  * E-mail address of the one who owns the organization. Another one takes ownership over, in one step.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/owner#email Owner#email}
  */
  readonly email: string;
  /**
  * Key of the role that the owner before takes. By default the one that the role model names.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/owner#former_owner_role Owner#former_owner_role}
  */
  readonly formerOwnerRole?: string;
}

/**
* Represents a {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/owner charter_owner}
*/
export class Owner extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "charter_owner";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a Owner resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Owner to import
  * @param importFromId The id of the existing Owner that should be imported. Refer to the {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/owner#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Owner to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "charter_owner", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/owner charter_owner} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options OwnerConfig
  */
  public constructor(scope: Construct, id: string, config: OwnerConfig) {
    super(scope, id, {
      terraformResourceType: 'charter_owner',
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
    this._email = config.email;
    this._formerOwnerRole = config.formerOwnerRole;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // email - computed: false, optional: false, required: true
  private _email?: string;
  public get email() {
    return this.getStringAttribute('email');
  }
  public set email(value: string) {
    this._email = value;
  }
  // Temporarily expose input value. Use with caution.
  public get emailInput() {
    return this._email;
  }

  // former_owner_role - computed: false, optional: true, required: false
  private _formerOwnerRole?: string;
  public get formerOwnerRole() {
    return this.getStringAttribute('former_owner_role');
  }
  public set formerOwnerRole(value: string) {
    this._formerOwnerRole = value;
  }
  public resetFormerOwnerRole() {
    this._formerOwnerRole = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get formerOwnerRoleInput() {
    return this._formerOwnerRole;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      email: cdktf.stringToTerraform(this._email),
      former_owner_role: cdktf.stringToTerraform(this._formerOwnerRole),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      email: {
        value: cdktf.stringToHclTerraform(this._email),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      former_owner_role: {
        value: cdktf.stringToHclTerraform(this._formerOwnerRole),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
