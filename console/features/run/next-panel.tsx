import type { Actor } from "#core/model/actor.ts";
import type { RunView } from "#core/run/view.ts";
import type { Person } from "../../api/estate.ts";
import { usePeople } from "../identity/people.ts";
import { Instant } from "../../ui/instant.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { attentionFor, isMine } from "./my-turn.ts";
import { Since } from "./since.tsx";
import { StepLink } from "./step-link.tsx";

type Props = {
  readonly run: RunView;
  readonly me: Actor | null;
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
export function NextPanel({ run, me, isUnknown }: Props) {
  const people = usePeople();
  const attention = attentionFor(run, me);
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
              <StepLink run={run.id} step={item.step}>
                {isMine(run, item, me) ? "You: " : ""}
                {verbs[item.kind]}: <bdi>{item.title}</bdi>
              </StepLink>
              <span>
                <StatusMark kind={item.kind === "failed" ? "failed" : "person"} word={item.who} />{" "}
                <span className="hf-dim">{item.since === null ? null : <Since at={item.since} ago />}</span>
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
