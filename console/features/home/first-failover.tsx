import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { Lab } from "../../api/lab.ts";
import { paths } from "../../paths.ts";
import { Panel } from "../../ui/panel.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { useMe } from "../identity/people.ts";

type Props = {
  readonly lab: Lab | null;
  /** False once somebody has run something: then it is out of the way, and still there. */
  readonly isOpen: boolean;
};

/** Teaches the first failover. */
export function FirstFailover({ lab, isOpen }: Props) {
  const [isAgain, setAgain] = useState(false);
  if (isOpen) return <Lesson lab={lab} />;
  return (
    <details className="first-again" onToggle={(event) => setAgain(event.currentTarget.open)}>
      <summary>Show how a first failover goes</summary>
      {isAgain ? <Lesson lab={lab} /> : null}
    </details>
  );
}

function Step({
  title,
  isDone = false,
  children,
}: {
  readonly title: string;
  readonly isDone?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <li>
      <strong>{title}</strong> {isDone ? <StatusMark kind="ok" word="done" /> : children}
    </li>
  );
}

function Lesson({ lab }: Pick<Props, "lab">) {
  const me = useMe();
  if (lab === null) {
    return (
      <Panel title="Nothing has been run yet">
        <p className="panel-body">
          <Link to={paths.runs} search={{ start: "" }}>
            Choose a runbook
          </Link>{" "}
          and start it as a <strong>rehearsal</strong>: systems are observed and asked what they would do, and
          nothing is changed.
        </p>
      </Panel>
    );
  }
  const toBreak = lab.faults.find(({ name }) => name === "east-dies");
  return (
    <Panel title="Your first failover, in five steps">
      <ol className="first-steps panel-body">
        <Step title="Say who you are." isDone={me !== null}>
          At the top right, choose somebody, such as Ana Sample. What you do stands in the record under that
          name.
        </Step>
        <Step title="Break a site." isDone={toBreak?.active === true}>
          In <Link to={paths.lab}>the lab</Link>, press <em>Inject</em> beside “{toBreak?.title ?? "a fault"}
          ”. Every process there is killed, the orders from outside begin to fail, and the clock starts.
        </Step>
        <Step title="Start the recovery.">
          Start{" "}
          <Link to={paths.runs} search={{ start: "orders-failover" }}>
            orders-failover
          </Link>
          : choose the mode <em>live</em>, say why, and type its name.
        </Step>
        <Step title="Take it through its gate.">
          The run says who must act next. Whoever started it may not approve it: at the top right become
          somebody of the crisis team, such as Dev Sample. The run opens on the step that waits; approve it.
        </Step>
        <Step title="Go back.">
          In <Link to={paths.lab}>the lab</Link>, press <em>Heal everything</em>, then start{" "}
          <Link to={paths.runs} search={{ start: "orders-failback" }}>
            orders-failback
          </Link>
          : nothing fails back by itself.
        </Step>
      </ol>
    </Panel>
  );
}
