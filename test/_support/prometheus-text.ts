/** A family as it was read back. */
export interface ReadFamily {
  readonly type: string;
  readonly help: string;
  /** By name and labels, as they stand in the text. */
  readonly samples: ReadonlyMap<string, number>;
}

const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
const HELP = new RegExp(`^# HELP (${NAME}) (.+)$`);
const TYPE = new RegExp(`^# TYPE (${NAME}) (counter|gauge|histogram)$`);
const SAMPLE = new RegExp(`^((${NAME})(?:\\{(?:${LABEL})(?:,${LABEL})*\\})?) (-?[0-9.e+-]+|[+-]Inf|NaN)$`);

/**
 * Reads the text format of Prometheus, version 0.0.4, as strictly as its description is: each family once, HELP and
 * TYPE before its samples, no sample twice, buckets that rise to the count.
 *
 * @throws with the line that breaks it
 */
export function readPrometheusText(text: string): Map<string, ReadFamily> {
  if (!text.endsWith("\n")) throw new Error("the last line has no end");
  const families = new Map<string, { type: string; help: string; samples: Map<string, number> }>();
  let current = "";
  for (const line of text.slice(0, -1).split("\n")) {
    const [, helped, help] = HELP.exec(line) ?? [];
    const [, typed, type] = TYPE.exec(line) ?? [];
    if (helped !== undefined && help !== undefined) {
      if (families.has(helped)) throw new Error(`a second family: ${line}`);
      current = helped;
      families.set(helped, { type: "", help, samples: new Map() });
    } else if (typed !== undefined && type !== undefined) {
      const family = families.get(typed);
      if (typed !== current || family === undefined || family.type !== "") throw new Error(`out of place: ${line}`);
      family.type = type;
    } else addSample(families.get(current), current, line);
  }
  for (const [name, family] of families) if (family.type === "histogram") insistOnBuckets(name, family.samples);
  return families;
}

function addSample(family: { type: string; samples: Map<string, number> } | undefined, name: string, line: string) {
  const [, key = "", own = "", value] = SAMPLE.exec(line) ?? [];
  if (family === undefined || family.type === "" || value === undefined) throw new Error(`no sample: ${line}`);
  const names = family.type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
  if (!names.includes(own)) throw new Error(`not of ${name}: ${line}`);
  if (family.samples.has(key)) throw new Error(`twice: ${line}`);
  family.samples.set(key, Number(value.replace("Inf", "Infinity")));
}

function insistOnBuckets(name: string, samples: ReadonlyMap<string, number>): void {
  const last = new Map<string, { value: number; bound: number }>();
  for (const [key, value] of samples) {
    const [, labels = "", le] = new RegExp(`^${name}_bucket\\{(.*),le="([^"]+)"\\}$`).exec(key) ?? [];
    if (le === undefined) continue;
    const bound = Number(le.replace("Inf", "Infinity"));
    const before = last.get(labels);
    if (before !== undefined && (before.bound >= bound || before.value > value)) throw new Error(`falls: ${key}`);
    last.set(labels, { value, bound });
  }
  for (const [labels, { value, bound }] of last) {
    if (bound !== Number.POSITIVE_INFINITY || samples.get(`${name}_count{${labels}}`) !== value)
      throw new Error(`the buckets of ${labels} do not end at its count`);
  }
}
