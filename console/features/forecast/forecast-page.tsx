import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type Forecast, type ProblemAnswer, seedAsked, trialsAsked } from "../../api/forecast.ts";
import { paths } from "../../paths.ts";
import { CopyMenu } from "../../ui/copy-menu.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Progress } from "../../ui/progress.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { CircumstancesFields } from "./circumstances.tsx";
import { ForecastNotices, Infeasible } from "./forecast-notices.tsx";
import { commandText } from "./forecast-search.ts";
import { ForecastViews } from "./forecast-views.tsx";
import { Outlook } from "./outlook.tsx";
import { ProposeChanges } from "./propose-changes.tsx";
import { type ForecastPageState, useForecastPage } from "./use-forecast-page.ts";
import { WhatIfPanel } from "./what-if-panel.tsx";

const unchanged = { capacity: {}, durations: {} };

function Head({ page }: { readonly page: ForecastPageState }) {
  const { runbook, problem, base, search, moves } = page;
  const forecast = base.data?.forecast ?? null;
  const bound = forecast === null ? "" : `, at least ${formatDuration(forecast.lowerBoundSeconds)}`;
  return (
    <>
      <PageHeader
        title={problem.data?.title ?? runbook}
        crumbs={[
          <Link key="all" to={paths.forecast}>
            Forecasts
          </Link>,
        ]}
        lead={
          <>
            <RefLink to={`runbook:${runbook}`} />
            {forecast === null
              ? null
              : `, all steps done in ${formatDuration(forecast.likelySeconds)} with every likely duration${forecast.isOptimal ? "" : bound}`}
          </>
        }
        actions={<CopyMenu />}
      />
      <CircumstancesFields search={search} onChange={moves.begin} />
    </>
  );
}

/** What went wrong, and what has to be known to read the numbers right. */
function Notices({ page }: { readonly page: ForecastPageState }) {
  const { base, howFar, problem, settled, exact, view, dropped } = page;
  const infeasible = base.data?.infeasible ?? null;
  return (
    <>
      <ProblemNotice error={base.error ?? problem.error} title="There is no forecast" />
      <ProblemNotice
        error={settled === null ? null : exact.error}
        title="The server has not confirmed the change"
      />
      <ForecastNotices forecast={base.data?.forecast ?? null} answer={problem.data} dropped={dropped} />
      {infeasible === null ? null : <Infeasible reasons={infeasible.map(({ text }) => text)} />}
      {view.infeasible.length === 0 ? null : <Infeasible reasons={view.infeasible} isChange />}
      {base.isPending && base.error === null ? (
        <>
          <Progress label="Forecasting" at={howFar} />
          <Skeleton label="Forecasting" lines={3} height={360} />
        </>
      ) : null}
    </>
  );
}

type ColumnsProps = {
  readonly page: ForecastPageState;
  readonly answer: ProblemAnswer;
  readonly forecast: Forecast | null;
};

function Columns({ page, answer, forecast }: ColumnsProps) {
  const { runbook, search, given, base, changes, settled, view } = page;
  const [isProposing, setProposing] = useState(false);
  const shown = view.base ?? forecast;
  const command = commandText({
    verb: search.tab === "schedule" ? "schedule" : "forecast",
    runbooks: [runbook],
    whatIf: settled ?? unchanged,
    ...given,
    trials: trialsAsked,
    seed: seedAsked,
  });
  return (
    <div className="forecast-columns">
      <div className="hf-stack">
        <Panel title="When the service is back">
          <Outlook base={shown} changed={view.told} rtoSeconds={answer.rtoSeconds} />
          {shown === null && view.told === null && !base.isPending ? (
            <p className="panel-body hf-dim">Nothing can be said until it can be done.</p>
          ) : null}
        </Panel>
        <ForecastViews page={page} answer={answer} base={shown} forecast={forecast} />
      </div>
      <div className="forecast-aside">
        <WhatIfPanel
          answer={answer}
          forecast={forecast}
          changes={changes}
          command={command}
          status={view.status}
          onPropose={() => setProposing(true)}
        />
      </div>
      {isProposing && settled !== null ? (
        <ProposeChanges
          answer={answer}
          whatIf={settled}
          command={command}
          onClose={() => setProposing(false)}
        />
      ) : null}
    </div>
  );
}

/** How long this runbook takes, what decides that, and what would change it. */
export function ForecastPage() {
  const page = useForecastPage();
  const { problem, base } = page;
  return (
    <div className="shell-page">
      <Head page={page} />
      <Notices page={page} />
      {problem.data === undefined ? null : (
        <Columns page={page} answer={problem.data} forecast={base.data?.forecast ?? null} />
      )}
    </div>
  );
}
