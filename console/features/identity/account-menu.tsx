import { useNavigate } from "@tanstack/react-router";
import { signOut } from "../../api/sign-in.ts";
import { paths } from "../../paths.ts";
import { Menu } from "../../ui/menu.tsx";
import { usePeople } from "./people.ts";

/** Leaves nothing of the person in this tab: what was read for them is not for the next one. */
async function leave(): Promise<void> {
  await signOut();
  sessionStorage.clear();
  location.assign("/");
}

/** Who is signed in, the way to the account, and the way out. */
export function AccountMenu({ person }: { readonly person: string }) {
  const navigate = useNavigate();
  const title = usePeople().find(({ ref }) => ref === person)?.title ?? person.replace("person:", "");
  return (
    <Menu
      label={title}
      icon="account"
      items={[
        { label: "Account", onSelect: () => void navigate({ to: paths.account }) },
        { label: "Sign out", onSelect: () => void leave() },
      ]}
    />
  );
}
