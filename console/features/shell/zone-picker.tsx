import { useId } from "react";
import { zoneOffset } from "../../ui/instant.tsx";
import { browserZone, chooseTimeZone, useTimeZone } from "../../ui/time-zone.ts";
import "./zone-picker.css";

/** All zones the browser knows, without those that stand above them. */
const otherZones = Intl.supportedValuesOf("timeZone").filter(
  (zone) => zone !== browserZone && zone !== "UTC",
);

/** Says in which zone times are shown, and lets that be changed. Who reads a log wants UTC; who is woken does not. */
export function ZonePicker() {
  const id = useId();
  const zone = useTimeZone();
  return (
    <span className="zone-picker">
      <label htmlFor={id}>Times are in</label>
      <select id={id} value={zone} onChange={(event) => chooseTimeZone(event.currentTarget.value)}>
        <option value={browserZone}>{`${browserZone} (this browser)`}</option>
        {browserZone === "UTC" ? null : <option value="UTC">UTC</option>}
        <optgroup label="Another zone">
          {otherZones.map((other) => (
            <option key={other} value={other}>
              {other}
            </option>
          ))}
        </optgroup>
      </select>
      <span>{zoneOffset(new Date())}</span>
    </span>
  );
}
