import {
  type EntranceConfig,
  entranceModes,
  type LinkConfig,
  type ListenAddress,
  parseTarget,
  type RelayConfig,
} from "./config.ts";
import { readNumber, readObject, readText, readWord } from "./read-shape.ts";

/** The configuration in a JSON value; throws `ShapeError` with the place and what was expected there. */
export function parseConfig(value: unknown): RelayConfig {
  const fields = readObject(value, "config", ["control", "entrances", "links", "stateFile"]);
  return {
    control: parseListen(fields["control"], "control"),
    entrances: parseEach(fields["entrances"] ?? {}, "entrances", parseEntrance),
    links: parseEach(fields["links"] ?? {}, "links", parseLink),
    ...(fields["stateFile"] === undefined ? {} : { stateFile: readText(fields["stateFile"], "stateFile") }),
  };
}

function parseEach<Item>(value: unknown, where: string, parse: (value: unknown, where: string) => Item) {
  const entries = Object.entries(readObject(value, where, "any"));
  return Object.fromEntries(entries.map(([name, item]) => [name, parse(item, `${where}.${name}`)]));
}

function parseListen(value: unknown, where: string): ListenAddress {
  const fields = readObject(value, where, ["host", "port"]);
  const port = readNumber(fields["port"], `${where}.port`, 0, 65_535);
  return fields["host"] === undefined ? { port } : { host: readText(fields["host"], `${where}.host`), port };
}

function parseEntrance(value: unknown, where: string): EntranceConfig {
  const known = ["listen", "targets", "active", "mode", "holdSeconds", "answerSeconds"];
  const fields = readObject(value, where, known);
  const targets = parseEach(fields["targets"], `${where}.targets`, readText);
  for (const [name, target] of Object.entries(targets)) parseTarget(target, `${where}.targets.${name}`);
  const active = fields["active"] ?? null;
  return {
    listen: parseListen(fields["listen"], `${where}.listen`),
    targets,
    active: active === null ? null : readWord(active, `${where}.active`, Object.keys(targets)),
    mode: readWord(fields["mode"] ?? "open", `${where}.mode`, entranceModes),
    ...parseSeconds(fields, where, "holdSeconds"),
    ...parseSeconds(fields, where, "answerSeconds"),
  };
}

function parseSeconds(fields: { readonly [name: string]: unknown }, where: string, name: string) {
  return fields[name] === undefined ? {} : { [name]: readNumber(fields[name], `${where}.${name}`, 0, 3_600) };
}

function parseLink(value: unknown, where: string): LinkConfig {
  const fields = readObject(value, where, ["listen", "target"]);
  const target = readText(fields["target"], `${where}.target`);
  parseTarget(target, `${where}.target`);
  return { listen: parseListen(fields["listen"], `${where}.listen`), target };
}
