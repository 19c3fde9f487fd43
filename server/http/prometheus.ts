/** The Prometheus text format 0.0.4: counters and histograms of this process, without a name that a client could choose. */

export type Labels = Readonly<Record<string, string>>;

/** Numbers of one name, by their labels. */
export interface Metric {
  /** As the format has them, with their help and type. */
  readonly lines: () => readonly string[];
}

interface About {
  readonly name: string;
  readonly help: string;
}

export interface Counter extends Metric {
  readonly add: (labels: Labels) => void;
  /** The same of labels that are known before. */
  readonly adding: (labels: Labels) => () => void;
}

export interface Histogram extends Metric {
  readonly observe: (value: number) => void;
}

/** A series appears with its first count. The values of its labels are of closed lists, so that there are never many. */
export function counter(about: About): Counter {
  const series = new Map<string, { count: number }>();
  const adding = (labels: Labels) => {
    const key = labelled(about.name, labels);
    let own = series.get(key);
    return () => {
      own ??= series.get(key);
      if (own) own.count += 1;
      else series.set(key, (own = { count: 1 }));
    };
  };
  return {
    add: (labels) => {
      adding(labels)();
    },
    adding,
    lines: () => [
      ...head(about, "counter"),
      ...[...series].map(([key, { count }]) => `${key} ${String(count)}`),
    ],
  };
}

/** @param bounds the upper ends of its buckets, ascending; the one without an end is added */
export function histogram(about: About, bounds: readonly number[]): Histogram {
  const counts = bounds.map(() => 0);
  let count = 0;
  let sum = 0;
  return {
    observe: (value) => {
      count += 1;
      sum += value;
      for (const [index, bound] of bounds.entries()) {
        if (value <= bound) counts[index] = (counts[index] ?? 0) + 1;
      }
    },
    lines: () => [
      ...head(about, "histogram"),
      ...bounds.map((bound, index) => bucket(about.name, String(bound), counts[index] ?? 0)),
      bucket(about.name, "+Inf", count),
      `${about.name}_sum ${String(sum)}`,
      `${about.name}_count ${String(count)}`,
    ],
  };
}

/** Numbers that are looked up when they are asked for. */
export function gauge(about: About, read: () => readonly (readonly [Labels, number])[]): Metric {
  return {
    lines: () => [
      ...head(about, "gauge"),
      ...read().map(([labels, value]) => `${labelled(about.name, labels)} ${String(value)}`),
    ],
  };
}

export function exposition(metrics: readonly Metric[]): string {
  return metrics
    .flatMap((metric) => metric.lines())
    .map((line) => `${line}\n`)
    .join("");
}

function bucket(name: string, bound: string, count: number): string {
  return `${labelled(`${name}_bucket`, { le: bound })} ${String(count)}`;
}

function head({ name, help }: About, type: string): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function labelled(name: string, labels: Labels): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(",")}}`;
}

/** The numbers of several processes on one page: each of a series of its own, by the label `worker`. */
export function mergedExposition(of: readonly { readonly worker: number; readonly text: string }[]): string {
  /** The lines about a name, and its numbers. */
  const names = new Map<string, { readonly about: string[]; readonly numbers: string[] }>();
  for (const { worker, text } of of.toSorted((a, b) => a.worker - b.worker)) {
    let about: string[] = [];
    for (const line of text.split("\n").filter((one) => one !== "")) {
      if (line.startsWith("# HELP")) about = [line];
      else if (line.startsWith("# TYPE")) about.push(line);
      else {
        const name = about[0]?.split(" ")[2] ?? "";
        const known = names.get(name) ?? { about, numbers: [] };
        known.numbers.push(ofWorker(line, worker));
        names.set(name, known);
      }
    }
  }
  return [...names.values()]
    .flatMap(({ about, numbers }) => [...about, ...numbers])
    .map((line) => `${line}\n`)
    .join("");
}

function ofWorker(line: string, worker: number): string {
  const label = `worker="${String(worker)}"`;
  return line.includes("{") ? line.replace("{", `{${label},`) : line.replace(" ", `{${label}} `);
}
