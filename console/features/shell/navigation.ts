import { useRouter } from "@tanstack/react-router";
import { paths } from "../../paths.ts";
import type { IconName } from "../../ui/icon.tsx";

/** A place that can be gone to from everywhere. */
export type Place = {
  readonly path: string;
  readonly word: string;
  readonly icon: IconName;
  /** The letter that goes there after `g`. */
  readonly letter: string;
  /** `rail` stands in the main navigation, `palette` is found by typing. */
  readonly stands: "rail" | "palette";
  /** Other places that belong to it: on them it is marked as where one is. */
  readonly includes?: readonly string[];
  /** Whether it is one of the four that phones show; the others stand behind “More”. */
  readonly isOnPhone?: boolean;
};

const allPlaces: readonly Place[] = [
  { path: paths.home, word: "Home", icon: "home", letter: "h", stands: "rail", isOnPhone: true },
  { path: paths.map, word: "Map", icon: "map", letter: "m", stands: "rail", isOnPhone: true },
  { path: paths.estate, word: "Estate", icon: "estate", letter: "e", stands: "rail" },
  { path: paths.documents, word: "Documents", icon: "documents", letter: "d", stands: "rail" },
  { path: paths.forecast, word: "Forecast", icon: "forecast", letter: "f", stands: "rail" },
  {
    path: paths.incidents,
    word: "Incidents",
    icon: "incidents",
    letter: "n",
    stands: "rail",
    includes: [paths.detection],
    isOnPhone: true,
  },
  { path: paths.runs, word: "Runs", icon: "runs", letter: "r", stands: "rail", isOnPhone: true },
  { path: paths.lab, word: "Lab", icon: "lab", letter: "l", stands: "rail" },
  { path: paths.findings, word: "Findings", icon: "findings", letter: "i", stands: "palette" },
  { path: paths.detection, word: "Detection", icon: "incidents", letter: "t", stands: "palette" },
  { path: paths.objectives, word: "Objectives", icon: "objectives", letter: "o", stands: "palette" },
  { path: paths.proposals, word: "Proposals", icon: "check", letter: "p", stands: "palette" },
  { path: paths.account, word: "Account", icon: "account", letter: "a", stands: "palette" },
  { path: paths.access, word: "Access", icon: "account", letter: "s", stands: "palette" },
];

/** The places that the map of the console (`routes.tsx`) has. */
export function usePlaces(): readonly Place[] {
  const router = useRouter();
  const known: { readonly [path: string]: unknown } = router.routesByPath;
  return allPlaces.filter(({ path }) => path in known);
}
