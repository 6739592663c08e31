/** Everything in the lab that listens, on 127.0.0.1. */
export type LabPorts = {
  readonly relayControl: number;
  readonly entrance: number;
  /** Carries what flows from east to west: west's database reads east's through it. */
  readonly linkEastToWest: number;
  readonly linkWestToEast: number;
  readonly probe: number;
  readonly control: number;
  readonly witness: number;
  readonly writerWatch: number;
  readonly appEast: number;
  readonly databaseEast: number;
  readonly appWest: number;
  readonly databaseWest: number;
  /** Where a server listens that has to be found again after it was killed. */
  readonly holdfast: number;
};

export const defaultBasePort = 17_400;

/** The ports of a lab, each at a fixed distance from its base so that documents and people can rely on them. */
export function labPorts(basePort: number): LabPorts {
  return {
    relayControl: basePort,
    entrance: basePort + 1,
    linkEastToWest: basePort + 2,
    linkWestToEast: basePort + 3,
    probe: basePort + 4,
    control: basePort + 5,
    witness: basePort + 6,
    writerWatch: basePort + 7,
    appEast: basePort + 11,
    databaseEast: basePort + 12,
    appWest: basePort + 21,
    databaseWest: basePort + 22,
    holdfast: basePort + 25,
  };
}

/** How many ports above the base a lab may use. */
export const portSpan = 30;
