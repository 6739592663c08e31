import { Link } from "@tanstack/react-router";
import type { RunView } from "#core/run/view.ts";
import type { Person } from "../../api/estate.ts";
import { paths } from "../../paths.ts";
import { usePeople } from "../identity/people.ts";
import { Ago, Instant } from "../../ui/instant.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";

type Props = {
  readonly run: RunView;
  /** The address names a step that this run does not have. */
  readonly isUnknown: boolean;
};

const verbs = {
  approve: "Approve or refuse",
  do: "Do it",
  decide: "Decide",
  failed: "Deal with the failure",
  unknown: "Find out what happened",
} as const;

const longestName = 60;

/** Who belongs to a team, by name: a team cannot be called on the telephone. */
function membersOf(people: readonly Person[], who: string): string {
  return people
    .filter(({ ref, teams }) => ref === who || teams.some((team) => team === who))
    .map(({ title }) => title.slice(0, longestName))
    .join(", ");
}

/** Everything that waits for a person, the longest waiting first. */
export function NextPanel({ run, isUnknown }: Props) {
  const people = usePeople();
  const { attention } = run;
  // A finished run waits for nobody: its result stands above.
  if (run.status === "finished" && !isUnknown) return null;
  return (
    <Panel title="Waiting for people" aside={<span className="hf-dim">{attention.length}</span>}>
      <div className="panel-body hf-stack">
        {isUnknown ? (
          <Notice tone="warning">The address names a step that this run does not have.</Notice>
        ) : null}
        {attention.length === 0 ? (
          <p className="hf-dim">
            Nobody has to do anything now. Choose a step to see what it does and what can be done about it.
          </p>
        ) : null}
        <ul className="next-list">
          {attention.map((item) => (
            <li key={item.step}>
              <Link to={paths.run} params={{ id: run.id }} search={{ step: item.step }} resetScroll={false}>
                {verbs[item.kind]}: <bdi>{item.title}</bdi>
              </Link>
              <span>
                <StatusMark kind={item.kind === "failed" ? "failed" : "person"} word={item.who} />{" "}
                <span className="hf-dim">{item.since === null ? null : <Ago at={item.since} />}</span>
              </span>
              <span>
                <bdi>{membersOf(people, item.who)}</bdi>
              </span>
              <span className="hf-dim">{item.what}</span>
              {item.until === null ? null : (
                <span>
                  Decided by itself at <Instant at={item.until} />.
                </span>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
