import { Link } from "@tanstack/react-router";
import { paths } from "../../paths.ts";
import { Panel } from "../../ui/panel.tsx";

type Props = {
  readonly hasLab: boolean;
  /** False once somebody has run something: then it is out of the way, and still there. */
  readonly isOpen: boolean;
};

/** Teaches the first failover. */
export function FirstFailover({ hasLab, isOpen }: Props) {
  if (!isOpen) {
    return (
      <details className="first-again">
        <summary>Show how a first failover goes</summary>
        <Lesson hasLab={hasLab} />
      </details>
    );
  }
  return <Lesson hasLab={hasLab} />;
}

function Lesson({ hasLab }: Pick<Props, "hasLab">) {
  if (!hasLab) {
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
  return (
    <Panel title="Your first failover, in three steps">
      <ol className="first-steps panel-body">
        <li>
          <strong>Break a site.</strong> In <Link to={paths.lab}>the lab</Link>, choose <em>Inject</em> beside
          the fault that kills the east site. It kills every process there. The outside probe begins to fail,
          and the clock starts.
        </li>
        <li>
          <strong>Start the runbook.</strong> Choose{" "}
          <Link to={paths.runs} search={{ start: "orders-failover" }}>
            orders-failover
          </Link>
          , mode <em>live</em>, say why, and type its name.
        </li>
        <li>
          <strong>Take it through its gates.</strong> The run says who must act next. Promotion needs somebody
          of the crisis team who did not start the run: change who you act as, at the top.
        </li>
      </ol>
    </Panel>
  );
}
