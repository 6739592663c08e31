import { isMac } from "./is-mac.ts";
import "./kbd.css";

type Props = { readonly keys: string };

/** Keys to press, one after the other: `g h`. `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
export function Kbd({ keys }: Props) {
  return (
    <span className="kbd">
      {keys.split(" ").map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: keys of one shortcut are never reordered
        <kbd key={index}>{key.replace("Mod", isMac() ? "⌘" : "Ctrl")}</kbd>
      ))}
    </span>
  );
}
