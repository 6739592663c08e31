/**
 * What an act does to an estate, as far as rules about the order of steps need to know:
 * - `fence` takes from a component the right to write;
 * - `promote` makes a component a writer;
 * - `traffic` sends users to where they are to be served from now on, `hold-traffic` keeps them away;
 * - `rebuild` overwrites what a component holds;
 * - `change` changes something else; `observe` changes nothing that outlasts it;
 * - `probe` carries a transaction out as a user would;
 * - `open`: only its parameters tell, as with a program or a request.
 */
export type ActionEffect =
  | "fence"
  | "promote"
  | "traffic"
  | "hold-traffic"
  | "rebuild"
  | "change"
  | "observe"
  | "probe"
  | "open";

/**
 * What a check that holds has proven: that a component is `fenced`, what a promotion would lose (`loss`), what only
 * the old side has (`divergence`), that users are served (`function`), or some other `state`.
 */
export type CheckProof = "fenced" | "loss" | "divergence" | "function" | "state";

/** What an action means to whoever reasons about runbooks without knowing its connector. */
export type ActionMeaning = {
  readonly effect: ActionEffect;
  /** Whether it says `done` only after it has read its effect back, so that no further check is needed to know. */
  readonly confirms: boolean;
  /** The parameter with the component that must be proven fenced, where the act itself refuses without that proof. */
  readonly demandsFenced?: string;
};

/**
 * What the capabilities of one connector mean: declared by the connector, never guessed from names. The parameter
 * `target` of each is the component it acts on or reads; where another parameter is, `subject` names it.
 */
export type ConnectorMeaning = {
  readonly actions: { readonly [name: string]: ActionMeaning };
  readonly checks: { readonly [name: string]: { readonly proves: CheckProof; readonly subject?: string } };
};
