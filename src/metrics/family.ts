/** One number of a family. */
export interface Sample {
  /** Of histograms: which of their series it belongs to. */
  readonly suffix?: "_bucket" | "_sum" | "_count";
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * Everything that is measured under one name. No label may stand for a person, a token or an organization: a label's
 * values are few, and whoever reads metrics is not who may read membership.
 */
export interface Family {
  /** `^[a-z][a-z0-9_]*$`, with the unit at its end. */
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly samples: readonly Sample[];
}

/** A family of one number without labels. */
export function single(name: string, type: "counter" | "gauge", help: string, value: number): Family {
  return { name, type, help, samples: [{ labels: {}, value }] };
}

/** Families in the text format that Prometheus reads, version 0.0.4. */
export function exposition(families: readonly Family[]): string {
  return families.map(textOf).join("");
}

function textOf({ name, help, type, samples }: Family): string {
  const head = `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${type}\n`;
  return head + samples.map((sample) => `${name}${sample.suffix ?? ""}${labelsOf(sample)} ${sample.value}\n`).join("");
}

function labelsOf({ labels }: Sample): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${escaped(value).replaceAll('"', '\\"')}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}
