import { useQuery } from "@tanstack/react-query";
import { fetchFindings } from "../../api/findings.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { PageLink } from "../entity/page-link.tsx";
import { SeverityMark, severityWords } from "../findings/severity.tsx";
import { useActor } from "../identity/actor.ts";

/** Errors of a followed folder are on no feed, since nothing of them is published: they are looked for. */
const lookMilliseconds = 15_000;
const codesMost = 5;

/** What fails the checks, the worst first. */
export function FindingsPanel() {
  const actor = useActor();
  const report = useQuery({
    queryKey: queryKeys.findingList({ at: "home" }, actor),
    queryFn: () => fetchFindings(actor, {}, 1),
    refetchInterval: lookMilliseconds,
  });
  const { data } = report;
  const severities = (["error", "warning", "info"] as const).filter((one) => (data?.counts[one] ?? 0) > 0);
  return (
    <Panel title="Checks" aside={<PageLink to={paths.findings}>all findings</PageLink>}>
      <div className="panel-body hf-stack">
        <ProblemNotice error={report.error} title="The findings cannot be read" />
        {data === undefined && !report.error ? <Skeleton label="Reading the findings" lines={3} /> : null}
        {data?.isLastGood === true ? (
          <Notice tone="failed">
            The documents in the folder have errors. The last revision without any stays in use.
          </Notice>
        ) : null}
        {data === undefined ? null : severities.length === 0 ? (
          <p className="hf-dim">The checker finds nothing to complain about.</p>
        ) : (
          <>
            <p className="hf-row home-counts">
              {severities.map((severity) => (
                <PageLink key={severity} to={paths.findings} search={{ severity }}>
                  <SeverityMark
                    severity={severity}
                    word={`${data.counts[severity]} ${severityWords[severity]}${data.counts[severity] === 1 ? "" : "s"}`}
                  />
                </PageLink>
              ))}
            </p>
            <ul className="home-lines">
              {data.codes.slice(0, codesMost).map(({ code, count, severity }) => (
                <li key={code}>
                  <PageLink to={paths.findings} search={{ code }}>
                    {code}
                  </PageLink>
                  <span className="hf-dim">
                    {severityWords[severity]}, {count}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Panel>
  );
}
