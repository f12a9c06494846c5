/** What Terraform tells a plugin through its environment. */
export interface Handshake {
  /** The only certificate that a client may show, as PEM; without one the connection is not encrypted. */
  readonly clientCertificate: string | undefined;
  /** Where sockets shall be. */
  readonly socketFolder: string | undefined;
  /** Ports that may be listened on, both included. */
  readonly ports: { readonly from: number; readonly to: number };
}

/** Where the plugin listens: a path, or a host and a port. */
export interface Listening {
  readonly network: "unix" | "tcp";
  readonly address: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const PROTOCOL = 6;
const COOKIE = ["TF_PLUGIN_MAGIC_COOKIE", "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2"] as const;

const NOT_FOR_PEOPLE = `This is a provider for Terraform and OpenTofu; they start it, and it does nothing by itself.
Put it where they look for providers, as the README says under "Terraform", and run \`terraform init\`.
To attach a debugger, start it with --debug.
`;

/** What the environment says, or why this process can't serve, for standard error. */
export function readHandshake(environment: Environment): Handshake | { readonly fault: string } {
  if (environment[COOKIE[0]] !== COOKIE[1]) return { fault: NOT_FOR_PEOPLE };
  const offered = (environment.PLUGIN_PROTOCOL_VERSIONS ?? "").split(",").filter((version) => version !== "");
  if (offered.length > 0 && !offered.includes(String(PROTOCOL)))
    return {
      fault: `This provider speaks version ${PROTOCOL} of the plugin protocol, and the program that started it only ${offered.join(", ")}: use Terraform 1.0 or newer, or OpenTofu.\n`,
    };
  return {
    clientCertificate: given(environment.PLUGIN_CLIENT_CERT),
    socketFolder: given(environment.PLUGIN_UNIX_SOCKET_DIR),
    ports: { from: port(environment.PLUGIN_MIN_PORT, 0), to: port(environment.PLUGIN_MAX_PORT, 0) },
  };
}

function given(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

function port(text: string | undefined, otherwise: number): number {
  const number = Number(text);
  return text !== undefined && Number.isInteger(number) && number > 0 && number < 65_536 ? number : otherwise;
}

/** The line that tells Terraform where to call; the certificate in base64 without padding. */
export function handshakeLine({ network, address }: Listening, certificate: Buffer | undefined): string {
  const parts = ["1", String(PROTOCOL), network, address, "grpc"];
  if (certificate !== undefined) parts.push(certificate.toString("base64").replace(/=+$/, ""));
  return `${parts.join("|")}\n`;
}

/** What to set so that a Terraform started elsewhere calls this process, for the provider's source address. */
export function reattachValue(source: string, pid: number, { network, address }: Listening): string {
  return JSON.stringify({
    [source]: {
      Protocol: "grpc",
      ProtocolVersion: PROTOCOL,
      Pid: pid,
      Test: true,
      Addr: { Network: network, String: address },
    },
  });
}
