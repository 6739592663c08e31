import { memo, useLayoutEffect, useMemo, useRef, useState } from "react";
import { actorName } from "#core/model/actor.ts";
import type { ToldRunEvent } from "../../api/runs.ts";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { quietEvents } from "./quiet-events.ts";
import { eventWords } from "./event-words.ts";
import "./timeline.css";

type Props = {
  readonly events: readonly ToldRunEvent[];
  readonly titles: ReadonlyMap<string, string>;
};

/** A run of 2,000 steps has some 10,000 events: nobody reads them all at once, and no browser draws them fast. */
const shownAtFirst = 200;
const nearEndPixels = 40;

type LineProps = { readonly event: ToldRunEvent; readonly titles: Props["titles"] };

const Line = memo(function Line({ event, titles }: LineProps) {
  const { kind, text, said } = eventWords(event, (step) => titles.get(step) ?? step);
  return (
    <li className="timeline-line">
      <span className="timeline-at">
        <Instant at={event.at} />
      </span>
      <span className="timeline-text">
        <StatusMark kind={kind} word="" />
        <span>
          {text}
          {said === null ? null : (
            <q className="timeline-said">
              <bdi>{said}</bdi>
            </q>
          )}{" "}
          <bdi className="hf-dim">{actorName(event.actor)}</bdi>
        </span>
      </span>
    </li>
  );
});

/** Keeps the newest line in sight as long as the reader is at the end; whoever has scrolled back is left there. */
function useStayAtEnd(count: number) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    const element = box.current;
    if (element && isAtEnd.current && count > 0) element.scrollTop = element.scrollHeight;
  }, [count]);
  const onScroll = () => {
    const element = box.current;
    if (!element) return;
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPixels;
  };
  return { box, onScroll };
}

/** What happened, in words, the newest at the end. */
export const Timeline = memo(function Timeline({ events, titles }: Props) {
  const [isWhole, setWhole] = useState(false);
  const { box, onScroll } = useStayAtEnd(events.length);
  const told = useMemo(() => quietEvents(events), [events]);
  const shown = isWhole ? told : told.slice(-shownAtFirst);
  const hidden = told.length - shown.length;
  return (
    <Panel title="Timeline" aside={<span className="hf-dim">{events.length} events, newest at the end</span>}>
      {/* A region that scrolls must be reachable by keyboard. */}
      <div ref={box} className="timeline" onScroll={onScroll} tabIndex={0} role="region" aria-label="Events">
        {hidden > 0 ? (
          <button type="button" className="timeline-earlier" onClick={() => setWhole(true)}>
            Show {hidden} earlier events
          </button>
        ) : null}
        <ol>
          {shown.map((event) => (
            <Line key={event.version} event={event} titles={titles} />
          ))}
        </ol>
      </div>
    </Panel>
  );
});
