import { Link } from "@tanstack/react-router";
import type { ServiceReadiness } from "../../api/entities.ts";
import { paths } from "../../paths.ts";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { formatCoarse } from "../../ui/format-duration.ts";
import { fullInstant } from "../../ui/instant.tsx";
import { moneyText } from "./money.ts";
import { PageLink } from "./page-link.tsx";
import { RefLink } from "./ref-link.tsx";
import { Seconds, secondsText } from "./seconds-text.tsx";
import { StandingMark, standingWords } from "./standing.tsx";

type Row = ServiceReadiness;

function Measured({
  of,
}: {
  readonly of: Pick<Row["rto"], "measuredSeconds" | "measuredRun" | "measuredAt">;
}) {
  const { measuredSeconds, measuredRun, measuredAt } = of;
  if (measuredSeconds === null || measuredRun === null)
    return <Seconds value={null} unknown="never measured" />;
  return (
    <Link
      to={paths.run}
      params={{ id: measuredRun }}
      title={measuredAt === null ? "" : `Measured in the run that ended ${fullInstant(measuredAt)}`}
    >
      <Seconds value={measuredSeconds} />
    </Link>
  );
}

function Forecast({ rto }: Pick<Row, "rto">) {
  const { forecast, complete, runbook } = rto;
  if (forecast === null || runbook === null)
    return <Seconds value={null} unknown="no runbook that can be forecast" />;
  return (
    <PageLink to={paths.forecastRunbook} params={{ runbook }} title={`Runbook ${runbook}`}>
      {complete ? null : "≥ "}
      <Seconds value={forecast.p90} />
    </PageLink>
  );
}

const forecastText = ({ rto }: Row) =>
  `${rto.complete || rto.forecast === null ? "" : "≥ "}${secondsText(rto.forecast?.p90 ?? null)}`;

const exposureOf = ({ exposure }: Row) => exposure[0]?.amount ?? null;

/** What is asked of a service, what is forecast and what was measured, each linked to where it comes from. */
export function serviceColumns(after: number): readonly DataColumn<Row>[] {
  return [
    {
      id: "service",
      head: "Service",
      text: ({ title }) => title,
      cell: ({ ref, title, tier }) => (
        <>
          <RefLink to={ref} title={title} isKindKnown />
          {tier === null ? null : <span className="hf-dim hf-small"> tier {tier}</span>}
        </>
      ),
      width: "24%",
    },
    {
      id: "standing",
      head: "Back in time?",
      text: ({ standing }) => standingWords[standing],
      cell: ({ standing }) => <StandingMark standing={standing} />,
    },
    {
      id: "rto",
      head: "RTO required",
      align: "end",
      hideBelow: 768,
      text: ({ rto }) => secondsText(rto.requiredSeconds),
      sortBy: ({ rto }) => rto.requiredSeconds,
      cell: ({ rto }) => <Seconds value={rto.requiredSeconds} unknown="not set" />,
    },
    {
      id: "forecast",
      head: "forecast (P90)",
      align: "end",
      hideBelow: 768,
      text: forecastText,
      sortBy: ({ rto }) => rto.forecast?.p90 ?? null,
      cell: (row) => <Forecast rto={row.rto} />,
    },
    {
      id: "measured",
      head: "measured",
      align: "end",
      hideBelow: 768,
      text: ({ rto }) => secondsText(rto.measuredSeconds),
      sortBy: ({ rto }) => rto.measuredSeconds,
      cell: ({ rto }) => <Measured of={rto} />,
    },
    ...lossColumns(),
    exposureColumn(after),
  ];
}

function exposureColumn(after: number): DataColumn<Row> {
  return {
    id: "exposure",
    head: `Loss after ${formatCoarse(after)}`,
    align: "end",
    text: (row) => moneyText(row.exposure) || "–",
    sortBy: exposureOf,
    cell: (row) =>
      row.exposure.length === 0 ? (
        <Seconds value={null} unknown="no function behind it says what an outage costs" />
      ) : (
        <span className="seconds" title={row.functions.join(", ")}>
          {moneyText(row.exposure)}
        </span>
      ),
  };
}

function lossColumns(): readonly DataColumn<Row>[] {
  return [
    {
      id: "rpo",
      head: "RPO required",
      align: "end",
      hideBelow: 1100,
      text: ({ rpo }) => secondsText(rpo.requiredSeconds),
      sortBy: ({ rpo }) => rpo.requiredSeconds,
      cell: ({ rpo }) => <Seconds value={rpo.requiredSeconds} unknown="not set" />,
    },
    {
      id: "copies",
      head: "by its copies",
      align: "end",
      hideBelow: 1100,
      text: ({ rpo }) => secondsText(rpo.forecastSeconds),
      sortBy: ({ rpo }) => rpo.forecastSeconds,
      cell: ({ rpo }) =>
        rpo.of === null ? (
          <Seconds value={rpo.forecastSeconds} unknown="no copy that says how far it is behind" />
        ) : (
          <Link to={paths.entity} params={{ ref: rpo.of }} title={`Decided by ${rpo.of}`}>
            <Seconds value={rpo.forecastSeconds} />
          </Link>
        ),
    },
    {
      id: "lost",
      head: "measured loss",
      align: "end",
      hideBelow: 1100,
      text: ({ rpo }) => secondsText(rpo.measuredSeconds),
      sortBy: ({ rpo }) => rpo.measuredSeconds,
      cell: ({ rpo }) => <Measured of={rpo} />,
    },
  ];
}
