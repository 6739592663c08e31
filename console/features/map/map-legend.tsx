import { nodeStates, stateNumber } from "./model/node-state.ts";
import { StateMark } from "./panel/node-name.tsx";

const lines = [
  ["hard", "needs it (hard)"],
  ["soft", "works less without it (soft)"],
  ["group", "one of a group"],
  ["startup", "only to start"],
  ["undeclared", "observed, not declared"],
  ["never-seen", "declared, never observed"],
] as const;

/** What marks and lines mean. */
export function MapLegend() {
  return (
    <details className="map-legend">
      <summary>What the marks mean</summary>
      <ul>
        {nodeStates.map((state) => (
          <li key={state}>
            <StateMark state={stateNumber(state)} />
          </li>
        ))}
        <li>
          <span className="map-node-point">◎ 12</span> its loss alone takes 12 down
        </li>
        {lines.map(([look, words]) => (
          <li key={look}>
            <svg width="36" height="8" aria-hidden="true" className="map-edges-all map-legend-line">
              <path d="M0 4H36" data-look={look} />
            </svg>{" "}
            {words}
          </li>
        ))}
      </ul>
    </details>
  );
}
