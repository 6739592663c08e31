/** What will happen at which time: a binary heap in two arrays, without allocation. */
export type EventQueue = {
  readonly time: Float64Array;
  readonly what: Int32Array;
  length: number;
};

/** A queue with room for so many events. */
export function createEventQueue(room: number): EventQueue {
  return { time: new Float64Array(room), what: new Int32Array(room), length: 0 };
}

/** Adds an event. */
export function pushEvent(queue: EventQueue, at: number, what: number): void {
  const { time, what: whats } = queue;
  let place = queue.length;
  queue.length += 1;
  while (place > 0) {
    const above = (place - 1) >> 1;
    if (time[above]! <= at) break;
    time[place] = time[above]!;
    whats[place] = whats[above]!;
    place = above;
  }
  time[place] = at;
  whats[place] = what;
}

/** Takes the earliest event away; its time was `time[0]`. */
export function popEvent(queue: EventQueue): number {
  const { time, what: whats } = queue;
  const first = whats[0]!;
  const length = queue.length - 1;
  queue.length = length;
  const at = time[length]!;
  let place = 0;
  for (;;) {
    let below = 2 * place + 1;
    if (below >= length) break;
    if (below + 1 < length && time[below + 1]! < time[below]!) below += 1;
    if (at <= time[below]!) break;
    time[place] = time[below]!;
    whats[place] = whats[below]!;
    place = below;
  }
  time[place] = at;
  whats[place] = whats[length]!;
  return first;
}
