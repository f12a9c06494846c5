// Made by `npm run generate`; edits are lost.
// @ts-nocheck
// https://terraform.acme.example/providers/acme/charter/latest/docs/resources/tenant_member
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface TenantMemberConfig extends cdktf.TerraformMetaArguments {
  /**
  * E-mail address of the person; compared without regard to letter case.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/tenant_member#email TenantMember#email}
  */
  readonly email: string;
  /**
  * Key of a role of the tenant.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/tenant_member#role TenantMember#role}
  */
  readonly role: string;
  /**
  * Key of the tenant.
  *
  * Docs at Terraform Registry: {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/tenant_member#tenant TenantMember#tenant}
  */
  readonly tenant: string;
}

/**
* Represents a {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/tenant_member charter_tenant_member}
*/
export class TenantMember extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "charter_tenant_member";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a TenantMember resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the TenantMember to import
  * @param importFromId The id of the existing TenantMember that should be imported. Refer to the {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/tenant_member#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the TenantMember to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "charter_tenant_member", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://terraform.acme.example/providers/acme/charter/latest/docs/resources/tenant_member charter_tenant_member} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options TenantMemberConfig
  */
  public constructor(scope: Construct, id: string, config: TenantMemberConfig) {
    super(scope, id, {
      terraformResourceType: 'charter_tenant_member',
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
    this._role = config.role;
    this._tenant = config.tenant;
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

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // role - computed: false, optional: false, required: true
  private _role?: string;
  public get role() {
    return this.getStringAttribute('role');
  }
  public set role(value: string) {
    this._role = value;
  }
  // Temporarily expose input value. Use with caution.
  public get roleInput() {
    return this._role;
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute('status');
  }

  // tenant - computed: false, optional: false, required: true
  private _tenant?: string;
  public get tenant() {
    return this.getStringAttribute('tenant');
  }
  public set tenant(value: string) {
    this._tenant = value;
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
      email: cdktf.stringToTerraform(this._email),
      role: cdktf.stringToTerraform(this._role),
      tenant: cdktf.stringToTerraform(this._tenant),
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
      role: {
        value: cdktf.stringToHclTerraform(this._role),
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
