import { formatCoarse } from "../../ui/format-duration.ts";
import { useRunNow } from "./run-time.ts";

type Props = { readonly at: string; readonly ago?: boolean };

/** How long something has lasted, at the moment the page shows. */
export function Since({ at, ago = false }: Props) {
  const passed = formatCoarse(Math.max(0, (useRunNow() - Date.parse(at)) / 1000));
  return (
    <time dateTime={at} title={at}>
      {ago ? `${passed} ago` : passed}
    </time>
  );
}
