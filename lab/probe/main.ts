import { runProcess } from "../process-main.ts";
import { probeConfig, startProbe } from "./probe.ts";

await runProcess(probeConfig, startProbe);
