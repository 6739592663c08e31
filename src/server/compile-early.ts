import v8 from "node:v8";

/**
 * V8 interprets what it meets for the first time, and a recovery is full of what a server meets for
 * the first time. Compiled at once by the baseline compiler, the first failover after a start took a
 * fifth less (bench/RESULTS.md). Must be imported before the rest.
 */
v8.setFlagsFromString("--always-sparkplug");
