/** For each type of event its title and what is to be said of it. */
export type Words<Event extends { readonly type: string; readonly data: unknown }> = {
  readonly [Type in Event["type"]]: {
    readonly title: string;
    readonly detail: (data: Extract<Event, { readonly type: Type }>["data"]) => string;
  };
};

/** Parts of a sentence that have something to say, one after the other. */
export const joined = (...parts: readonly string[]) => parts.filter((part) => part.trim() !== "").join("; ");

/** A text that somebody else wrote, so that it is seen where it begins and ends. */
export const quoted = (text: string) => `“${text}”`;
