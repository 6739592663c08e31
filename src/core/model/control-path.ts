/** The parts of the path by which people carry out a recovery; what gives one of them is needed to recover at all. */
export const controlPathParts = [
  "holdfast",
  "identity",
  "chat",
  "dns",
  "repository",
  "network",
  "access",
  "monitoring",
] as const;
export type ControlPathPart = (typeof controlPathParts)[number];
