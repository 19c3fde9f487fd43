import { execFile, execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { temporaryFolder } from "../test/support/temporary-folder.ts";

/** A server under load, and what it is asked. */
export interface Target {
  readonly name: string;
  /** The process that was started; its children count as well. */
  readonly pid: number;
  readonly url: string;
  readonly method?: string;
  /** Each request has the next of these, over and over. */
  readonly asks: readonly Ask[];
}

interface Ask {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Medians over the rounds. */
export interface Loaded {
  readonly requestsPerSecond: number;
  /** Requests for each second of the server's CPU: what one core gives, whatever else the machine does. */
  readonly perCpuSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  /** Milliseconds. */
  readonly p99: number;
  /** Answers that were not 2xx or 3xx, and requests without one. */
  readonly failed: number;
}

interface LoadOptions {
  readonly rounds?: number;
  /** Of each slice. */
  readonly seconds?: number;
  readonly connections?: number;
  /** Requests before the first that counts: the compiler needs as many. */
  readonly warmUp?: number;
  /** Whether servers and who asks have all cores together, as servers of several processes do. */
  readonly areCoresShared?: boolean;
}

const run = promisify(execFile);
const pair = availableParallelism() >= 2;
/** A command on a core of its own: the first one serves, the second one asks. */
const onCore = (core: number, ...command: [string, ...string[]]): [string, ...string[]] =>
  pair ? ["taskset", "-c", String(core), ...command] : command;

/**
 * Asks every target in turn, in another order each round, so that whatever else the machine does counts for all. Keep-alive.
 * @throws Error when there is no `wrk`
 */
export async function load(
  targets: readonly Target[],
  { rounds = 5, seconds = 3, connections = 32, warmUp = 30_000, areCoresShared = false }: LoadOptions = {},
): Promise<ReadonlyMap<string, Loaded>> {
  using folder = temporaryFolder();
  const slices = new Map<string, Slice[]>(targets.map(({ name }) => [name, []]));
  const prepared = targets.map((target, index) => {
    if (!areCoresShared) pin(target.pid);
    return { target, script: writeScript(path.join(folder.path, `${String(index)}.lua`), target) };
  });
  for (const { target, script } of prepared) {
    let answered = 0;
    for (let done = 0; done < warmUp;) {
      const { requests } = await slice(target, { script, seconds: 2, connections, areCoresShared });
      answered += requests;
      // A slow one is warm after a minute as well.
      done += Math.max(requests, warmUp / 30);
    }
    if (answered === 0) throw new Error(`${target.name} answers nothing`);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < prepared.length; turn += 1) {
      const { target, script } = prepared[(round + turn) % prepared.length]!;
      slices.get(target.name)!.push(await slice(target, { script, seconds, connections, areCoresShared }));
    }
  }
  return new Map([...slices].map(([name, measured]) => [name, summarize(measured)]));
}

interface Slice {
  readonly requests: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

async function slice(
  { pid, url }: Target,
  {
    script,
    seconds,
    connections,
    areCoresShared,
  }: { script: string; seconds: number; connections: number; areCoresShared: boolean },
): Promise<Slice> {
  const options = [`-c${String(connections)}`, `-d${String(seconds)}s`, "--timeout", "10s", "-s", script];
  const asking = ["wrk", "-t1", ...options, url] as const;
  const [program, ...args] = areCoresShared ? asking : onCore(1, ...asking);
  const before = cpuSecondsOf(pid);
  const { stderr } = await run(program, args);
  const told = JSON.parse(stderr) as Omit<Slice, "cpuSeconds">;
  return { ...told, cpuSeconds: cpuSecondsOf(pid) - before };
}

function summarize(slices: readonly Slice[]): Loaded {
  return {
    requestsPerSecond: median(slices.map(({ requests, seconds }) => requests / seconds)),
    perCpuSecond: median(slices.map(({ requests, cpuSeconds }) => requests / cpuSeconds)),
    p50: median(slices.map(({ p50 }) => p50)),
    p99: median(slices.map(({ p99 }) => p99)),
    failed: slices.reduce((sum, { failed }) => sum + failed, 0),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** What wrk runs: https://github.com/wg/wrk/blob/master/SCRIPTING. Requests are made once each, since making one takes its time. */
function writeScript(file: string, { method = "GET", url, asks }: Target): string {
  const { pathname, search } = new URL(url);
  const items = asks.map(({ headers = {}, body }) => {
    const fields = Object.entries(headers).map(([name, value]) => `[${lua(name)}] = ${lua(value)}`);
    return `{ { ${fields.join(", ")} }, ${body === undefined ? "nil" : lua(body)} }`;
  });
  // A table constructor of a million items is more than Lua takes: they are given by a file of data.
  writeFileSync(`${file}.data`, `return {\n${items.join(",\n")}\n}`);
  writeFileSync(
    file,
    `local asks = dofile(${lua(`${file}.data`)})
local made, next = {}, 0
request = function()
  next = next % #asks + 1
  local text = made[next]
  if not text then
    text = wrk.format(${lua(method)}, ${lua(pathname + search)}, asks[next][1], asks[next][2])
    made[next] = text
  end
  return text
end
done = function(summary, latency)
  local errors = summary.errors
  io.stderr:write(string.format(
    '{"requests":%d,"seconds":%f,"p50":%f,"p99":%f,"failed":%d}',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status + errors.timeout + errors.connect + errors.read + errors.write))
end
`,
  );
  return file;
}

/** JSON's escapes of what headers and bodies have are those of Lua. */
const lua = (text: string): string => JSON.stringify(text);

function pin(pid: number): void {
  if (!pair) return;
  for (const process of [pid, ...descendantsOf(pid)]) {
    execFileSync("taskset", ["-a", "-c", "-p", "0", String(process)], { stdio: "ignore" });
  }
}

/** User and system time of a process and its children, by /proc/PID/stat (proc_pid_stat(5)), in clock ticks of 10 ms. */
function cpuSecondsOf(pid: number): number {
  return [pid, ...descendantsOf(pid)].reduce((sum, process) => {
    const fields = statOf(process);
    return sum + (Number(fields[11]) + Number(fields[12])) / 100;
  }, 0);
}

/** The fields after the name, which may have spaces and brackets itself; the first of them is the state. */
function statOf(pid: number): readonly string[] {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, "latin1");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function descendantsOf(pid: number): readonly number[] {
  return readdirSync(`/proc/${String(pid)}/task`).flatMap((thread) => {
    const children = readFileSync(`/proc/${String(pid)}/task/${thread}/children`, "utf8");
    return children
      .split(" ")
      .filter((text) => text !== "")
      .map(Number)
      .flatMap((child) => [child, ...descendantsOf(child)]);
  });
}
