import { useEffect, useState } from "react";
import type { ToldRunEvent } from "../../../api/runs.ts";
import { Icon } from "../../../ui/icon.tsx";
import { Instant } from "../../../ui/instant.tsx";
import { useShortcuts } from "../../../ui/shortcuts.ts";
import { eventWords } from "../event-words.ts";
import { waitBetween } from "./wait-between.ts";
import "./replay.css";

type Props = {
  readonly events: readonly ToldRunEvent[];
  /** How many events have happened in what is shown; at least one. */
  readonly at: number;
  readonly titles: ReadonlyMap<string, string>;
  readonly onMove: (at: number) => void;
  readonly onLeave: () => void;
};

const speeds = [1, 5, 20, 100] as const;

function usePlaying({ events, at, onMove }: Props, speed: number) {
  const [isPlaying, setPlaying] = useState(false);
  const [now, next] = [events[at - 1], events[at]];
  useEffect(() => {
    if (!isPlaying) return;
    if (now === undefined || next === undefined) return setPlaying(false);
    const timer = setTimeout(() => onMove(at + 1), waitBetween(now.at, next.at, speed));
    return () => clearTimeout(timer);
  }, [isPlaying, at, now, next, speed, onMove]);
  return { isPlaying, setPlaying };
}

/** Moves through what happened in a run; the page shows it as it stood then. */
export function ReplayBar(props: Props) {
  const { events, at, titles, onMove, onLeave } = props;
  const [speed, setSpeed] = useState<number>(5);
  const { isPlaying, setPlaying } = usePlaying(props, speed);
  const event = events[at - 1];
  const move = (by: number) => {
    setPlaying(false);
    onMove(Math.min(events.length, Math.max(1, at + by)));
  };
  useShortcuts("Replay", {
    ",": { does: "previous event", act: () => move(-1) },
    ".": { does: "next event", act: () => move(1) },
    p: { does: "play or stop", act: () => setPlaying(!isPlaying) },
  });
  return (
    <section className="replay" aria-label="Replay">
      <p className="replay-what">
        <strong>REPLAY</strong> event {at} of {events.length}
        {event === undefined ? null : (
          <>
            , <Instant at={event.at} />: <span>{eventWords(event, (id) => titles.get(id) ?? id).text}</span>
          </>
        )}
      </p>
      <div className="replay-controls">
        <button type="button" onClick={() => setPlaying(!isPlaying)} disabled={at >= events.length}>
          {isPlaying ? "Stop" : "Play"}
        </button>
        <button type="button" aria-label="Previous event" onClick={() => move(-1)} disabled={at <= 1}>
          <Icon name="left" size={14} />
        </button>
        <input
          type="range"
          aria-label="Event"
          aria-valuetext={`event ${at} of ${events.length}`}
          min={1}
          max={events.length}
          value={at}
          onChange={(changed) => {
            setPlaying(false);
            onMove(Number(changed.currentTarget.value));
          }}
        />
        <button type="button" aria-label="Next event" onClick={() => move(1)} disabled={at >= events.length}>
          <Icon name="right" size={14} />
        </button>
        <label>
          Speed{" "}
          <select value={speed} onChange={(changed) => setSpeed(Number(changed.currentTarget.value))}>
            {speeds.map((each) => (
              <option key={each} value={each}>
                {each}×
              </option>
            ))}
          </select>
        </label>
        <button type="button" onClick={onLeave}>
          Leave the replay
        </button>
      </div>
    </section>
  );
}
