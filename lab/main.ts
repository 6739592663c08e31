import { labCommand } from "./cli.ts";

process.exitCode = await labCommand(process.argv.slice(2));
