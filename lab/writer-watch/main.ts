import { runProcess } from "../process-main.ts";
import { startWriterWatch, writerWatchConfig } from "./writer-watch.ts";

await runProcess(writerWatchConfig, startWriterWatch);
