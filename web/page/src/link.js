// The way to the engine: requests with the token, events as they come, and the two clocks.
import { eventsIn, offsetOf } from './events.js';

const token = new URLSearchParams(location.search).get('token') ?? '';
const headers = { Authorization: `Bearer ${token}` };

/** The engine's clock in milliseconds, reckoned from the browser's. */
export const clock = {
  offset: 0,
  trip: Infinity,
  now: () => performance.now() + clock.offset,
  /** Of an event's time stamp. */
  of: (pageMs) => pageMs + clock.offset,
  toPage: (engineMs) => engineMs - clock.offset,
};

export async function get(path) {
  return answer(await fetch(`api/${path}`, { headers, cache: 'no-store' }));
}

/** While another session is being opened it is asked again, so many times and milliseconds apart: nothing that is played or pressed is lost. */
const AGAIN = { times: 40, ms: 120 };

export async function post(path, body) {
  for (let times = 1; ; times++) {
    try {
      return await answer(await fetch(`api/${path}`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }));
    } catch (error) {
      if (!/being opened/.test(error.message) || times === AGAIN.times) {
        throw error;
      }
      await new Promise((resume) => { setTimeout(resume, AGAIN.ms); });
    }
  }
}

async function answer(response) {
  const said = await response.json();
  if (!response.ok) {
    throw new Error(said.error ?? response.statusText);
  }
  return said;
}

/** What would be typed at the command line. */
export const command = (line) => post('command', { line });

/** Compares the clocks: the quickest of some trips is the truest. */
export async function compareClocks(trips) {
  const all = [];
  for (let i = 0; i < trips; i++) {
    const sent = performance.now();
    const { now } = await get('clock');
    all.push({ sent, now, back: performance.now() });
  }
  Object.assign(clock, offsetOf(all, clock.offset));
}

/** A file. */
export async function blob(path) {
  const response = await fetch(`api/${path}`, { headers, cache: 'no-store' });
  if (!response.ok) {
    throw new Error((await response.json()).error);
  }
  return response.blob();
}

let tap = null;

/** Until null is given, what is played here goes to {tap(status, data1, data2, pageMs)} and not to the engine. */
export function tapTo(listener) {
  tap = listener;
}

const waiting = [];
let flying = false;

/** Plays: in order, one parcel under way at a time, each message with the time at which it was played. */
export function play(status, data1, data2, pageMs = performance.now()) {
  if (tap) {
    tap(status, data1, data2, pageMs);
    return;
  }
  waiting.push([clock.of(pageMs), status, data1, data2]);
  fly();
}

async function fly() {
  if (flying || !waiting.length) {
    return;
  }
  flying = true;
  const notes = waiting.splice(0, 200);
  try {
    await post('notes', { notes });
  } catch (problem) {
    onProblem(problem);
  }
  flying = false;
  fly();
}

/** @type {(problem: any) => void} */
let onProblem = () => {};

/** Listens for ever; comes back by itself. */
export async function listen({ event, lost, problem }) {
  onProblem = problem;
  for (;;) {
    try {
      const response = await fetch('api/events', { headers, cache: 'no-store' });
      if (!response.ok) {
        throw new Error((await response.json()).error);
      }
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      for (;;) {
        const { value, done } = await reader.read();
        if (done) {
          break;
        }
        text += value;
        const { events, rest } = eventsIn(text);
        text = rest;
        for (const told of events) {
          event(told.event, told.data);
        }
      }
    } catch {
      // Told below: it comes to the same.
    }
    lost();
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
