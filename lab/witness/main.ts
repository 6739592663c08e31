import { runProcess } from "../process-main.ts";
import { startWitness, witnessConfig } from "./witness.ts";

await runProcess(witnessConfig, startWitness);
