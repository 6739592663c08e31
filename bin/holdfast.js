#!/usr/bin/env node
// The command line: runs src/cli/main.ts on the pinned Node.
import { run } from "./run.js";

run("src/cli/main.ts", process.argv.slice(2));
