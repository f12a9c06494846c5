export interface ProviderOptions {
  /** Wait for any Terraform that is told of this process, instead of for the one that started it. */
  readonly debug?: boolean;
  /** The source address under which configurations ask for the provider. */
  readonly address: string;
}

/** The source of the provider where nobody says another; it decides only which configurations reach a debugged one. */
export const DEFAULT_ADDRESS = "terraform.acme.example/acme/charter";
