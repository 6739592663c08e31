import { NativeSelect } from "@mantine/core";
import { AccountMenu } from "./account-menu.tsx";
import { chooseActor, useActor } from "./actor.ts";
import { usePeople } from "./people.ts";
import { useSignedIn } from "./signed-in.ts";
import "./person-picker.css";

const longestName = 48;

function short(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}

/**
 * Says who acts, and lets that be changed where the server trusts whoever reaches it; with sign-in there is
 * nothing to pick, and the account stands in its place.
 */
export function PersonPicker() {
  const signedIn = useSignedIn();
  return signedIn === null ? <Picker /> : <AccountMenu person={signedIn} />;
}

function Picker() {
  const actor = useActor();
  const people = usePeople();
  const isKnown = people.some(({ ref }) => ref === actor);
  return (
    <div className="person-picker" data-chosen={isKnown}>
      <label htmlFor="person-picker">You act as</label>
      <NativeSelect
        id="person-picker"
        size="xs"
        value={isKnown ? (actor ?? "") : ""}
        onChange={(event) => chooseActor(event.currentTarget.value)}
      >
        <option value="" disabled>
          choose who you are
        </option>
        {people.map(({ ref, title, teams }) => (
          <option key={ref} value={ref}>
            {`${short(title)} — ${teams.map((team) => team.replace("team:", "")).join(", ") || "no team"}`}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}
