import { Link, useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";

type Props = {
  /** One of `paths`. */
  readonly to: string;
  readonly params?: { readonly [name: string]: string };
  readonly search?: { readonly [name: string]: string | number };
  readonly className?: string;
  readonly title?: string;
  /** For what only makes sense as a link: without its page it is not there at all. */
  readonly isOnlyLink?: boolean;
  readonly children: ReactNode;
};

/** A link to another part of the console with the state it is to open in; words alone where this console lacks that part. */
export function PageLink({ to, params, search, className, title, isOnlyLink = false, children }: Props) {
  const router = useRouter();
  if (!(to in router.routesByPath)) return isOnlyLink ? null : <>{children}</>;
  // What the address of a page may hold is that page's own business; it drops what it does not know.
  const target = { to, params, search } as { to: "/" };
  return (
    <Link {...target} className={className ?? ""} {...(title === undefined ? {} : { title })}>
      {children}
    </Link>
  );
}
