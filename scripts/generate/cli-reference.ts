import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import type { Command } from "commander";
import { buildProgram } from "#cli/main.ts";

const run = promisify(execFile);
const root = path.join(import.meta.dirname, "../..");
const helpColumns = 100;

/** Verbs whose help is that of the program they start. */
const programs: ReadonlyMap<string, string> = new Map([
  ["serve", "src/server/main.ts"],
  ["lab", "lab/main.ts"],
]);

const preface = `# The command line

Generated from the help of the commands themselves (\`npm run generate\`); a test holds it current. In a checkout the command
is \`npx holdfast …\` or \`npm run -s holdfast -- …\`. Data goes to stdout, messages to stderr.

| exit code | means |
|---|---|
| 0 | done, or nothing to complain about |
| 1 | findings, a run that did not end well, or an objective missed |
| 2 | wrong usage |
| 3 | the server cannot be reached |
| 4 | not allowed |
`;

/** docs/reference/cli.md: the help of every command. */
export async function cliReference(): Promise<string> {
  const sections = await Promise.all(leavesOf(buildProgram(), "holdfast").map(section));
  return [preface, ...sections].join("\n");
}

type Leaf = { readonly title: string; readonly command: Command };

/** The program itself and every command below it, but `help`. */
function leavesOf(command: Command, title: string): readonly Leaf[] {
  const below = command.commands.filter((sub) => sub.name() !== "help");
  return [{ title, command }, ...below.flatMap((sub) => leavesOf(sub, `${title} ${sub.name()}`))];
}

async function section({ title, command }: Leaf): Promise<string> {
  const file = title.split(" ").length === 2 ? programs.get(command.name()) : undefined;
  const help = file === undefined ? ownHelp(command) : await helpOf(file);
  return `## ${title}\n\n\`\`\`text\n${help.trim()}\n\`\`\`\n`;
}

function ownHelp(command: Command): string {
  return command.configureHelp({ helpWidth: helpColumns }).helpInformation();
}

async function helpOf(file: string): Promise<string> {
  const { stdout } = await run(process.execPath, [path.join(root, file), "--help"]);
  return stdout;
}
