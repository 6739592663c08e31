import type { Json } from "../../model/json.ts";
import type { ImportFile, ImportSource, ReadSources, UnreadablePart } from "./import-source.ts";
import { createLineFinder } from "./line-finder.ts";
import { readJsonSources } from "./read-json-sources.ts";

/**
 * Reads metrics: the text format of Prometheus (each sample `{name, labels, value, time}`), or an answer
 * of its HTTP API in JSON, which is passed on as it is.
 */
export function readMetricSources(files: readonly ImportFile[]): ReadSources {
  const isJson = ({ text }: ImportFile) => /^[\s\uFEFF]*[{[]/.test(text);
  const json = readJsonSources(files.filter(isJson));
  const texts = files.filter((file) => !isJson(file)).map(readText);
  return {
    sources: [...json.sources, ...texts.flatMap(({ sources }) => sources)],
    unreadable: [...json.unreadable, ...texts.flatMap(({ unreadable }) => unreadable)],
  };
}

const samplePattern =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(?:\{(.*)\})?\s+(\S+)(?:\s+(-?\d+(?:\.\d+)?))?(?:\s+#.*)?$/;
const labelPattern = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)/y;

function readText({ file, text }: ImportFile): ReadSources {
  const samples: Json[] = [];
  const starts: number[] = [];
  const unreadable: UnreadablePart[] = [];
  const spanOf = createLineFinder(text);
  let start = 0;
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    if (trimmed !== "" && !trimmed.startsWith("#")) {
      const sample = sampleOf(trimmed);
      if (sample !== null) {
        samples.push(sample);
        starts.push(start);
      } else if (unreadable.length < 100) {
        const help = 'a sample is: name{label="value"} number';
        unreadable.push({ file, span: spanOf(start), message: "this is no sample of a metric", help });
      }
    }
    start += line.length + 1;
  }
  const source: ImportSource = {
    file,
    value: samples,
    locate: ([index]) => spanOf(typeof index === "number" ? (starts[index] ?? 0) : 0),
  };
  return { sources: [source], unreadable };
}

function sampleOf(line: string): Json | null {
  const [, name, labelText, value, time] = samplePattern.exec(line.slice(0, 20_000)) ?? [];
  const labels = name === undefined ? null : labelsOf(labelText ?? "");
  if (name === undefined || value === undefined || labels === null) return null;
  return {
    metric: { ...labels, __name__: name },
    value: [time === undefined ? null : Number(time) / 1000, value],
  };
}

function labelsOf(text: string): { readonly [name: string]: string } | null {
  const labels: [string, string][] = [];
  labelPattern.lastIndex = 0;
  while (labelPattern.lastIndex < text.length) {
    const [, name, value] = labelPattern.exec(text) ?? [];
    if (name === undefined || value === undefined) return null;
    labels.push([name, value.replaceAll(/\\(.)/g, (_, sign: string) => (sign === "n" ? "\n" : sign))]);
  }
  return Object.fromEntries(labels);
}
