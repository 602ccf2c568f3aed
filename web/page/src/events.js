// The stream of events, and the comparison of two clocks.

/** The events that are whole in {text}, and what is left of it. */
export function eventsIn(text) {
  const parts = text.split('\n\n');
  const rest = parts.pop();
  return { events: parts.filter((part) => part.startsWith('data: ')).map((part) => JSON.parse(part.slice(6))), rest };
}

/**
 * How far the engine's clock is ahead: the quickest of some trips is the truest, and half of it is the way there.
 * A trip is {sent, now, back}: the page's time, the engine's answer, the page's time again, all in ms. Without trips it is as {before}.
 */
export function offsetOf(trips, before) {
  return trips.reduce((best, { sent, now, back }) => (back - sent < best.trip ? { trip: back - sent, offset: now - (sent + back) / 2 } : best),
    { trip: Infinity, offset: before });
}
