import { readFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { allRules } from "#core/check/all-rules.ts";
import { closestName } from "#core/document/closest-name.ts";
import { UsageError } from "../exit-code.ts";
import type { Verb } from "../verb.ts";

const pages = path.join(import.meta.dirname, "../../../docs/diagnostics");

/** `holdfast rules` and `holdfast explain`. */
export function addRules(program: Command, verb: Verb): void {
  program
    .command("rules")
    .description("list everything that a check can find")
    .option("--json", "print JSON")
    .action(
      verb(({ stdout }, { json }: { json?: boolean }) => {
        stdout.write(json === true ? `${JSON.stringify({ rules: listed() }, null, 2)}\n` : ruleTable());
        return 0;
      }),
    );
  program
    .command("explain")
    .argument("<code>", "the code of a finding, as check prints it")
    .description("tell what a finding means, why it matters and what to do")
    .action(
      verb(({ stdout, color }, code: string) => {
        stdout.write(explanation(code, color));
        return 0;
      }),
    );
}

function listed() {
  return allRules.map(({ code, severity, title, isEssential }) => ({
    code,
    severity,
    title,
    /** Whether a reason can accept it. */
    acceptable: isEssential !== true,
  }));
}

function ruleTable(): string {
  const width = Math.max(...allRules.map(({ code }) => code.length));
  const rows = listed().map(
    ({ code, severity, title, acceptable }) =>
      `${code.padEnd(width)}  ${severity.padEnd(7)}  ${acceptable ? " " : "!"}  ${title}\n`,
  );
  return `${rows.join("")}\n${rows.length} rules; those with ! cannot be accepted. holdfast explain CODE tells more.\n`;
}

function explanation(code: string, color: boolean): string {
  const known = allRules.map((rule) => rule.code);
  if (!known.includes(code)) {
    const closest = closestName(code, known);
    const proposal = closest === null ? "holdfast rules lists all" : `did you mean ${closest}?`;
    throw new UsageError(`there is no finding ${code}; ${proposal}`);
  }
  const page = readFileSync(path.join(pages, `${code}.md`), "utf8");
  return color ? page.replaceAll(/^#+ (.*)$/gm, "\u001B[1m$1\u001B[0m") : page;
}
