import { barrierFor, unprivilegedUser } from "./run-as.ts";

/**
 * Why a program of this checkout cannot be tried as another user here, or false: only root can become one,
 * and a checkout below a folder such as /root (mode 700) is not there for anybody else.
 */
export function cannotBeNobody(): string | false {
  const nobody = unprivilegedUser();
  if (nobody === null) return "only root can start a program as another user";
  const barrier = barrierFor(nobody, import.meta.filename) ?? barrierFor(nobody, process.execPath);
  return barrier !== null && `another user cannot enter ${barrier}, below which the checkout lies`;
}
