import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventsIn, offsetOf } from '../src/events.js';
import { clock, command, compareClocks, play, tapTo } from '../src/link.js';

/** Runs {work} with an engine that answers by {said}, and gives the requests it had. */
async function withEngine(said, work) {
  const asked = [];
  const real = globalThis.fetch;
  globalThis.fetch = async (path, { method = 'GET', headers, body } = {}) => {
    asked.push({ path, method, headers, body: body && JSON.parse(body) });
    const { status = 200, ...answer } = await said(path, asked.length);
    return new Response(JSON.stringify(answer), { status });
  };
  try {
    await work(asked);
  } finally {
    globalThis.fetch = real;
  }
  return asked;
}

test('should take the quickest trip for the truest, and half of it for the way there', () => {
  const trips = [{ sent: 0, now: 1000, back: 100 }, { sent: 200, now: 1205, back: 204 }, { sent: 300, now: 1360, back: 350 }];
  assert.deepEqual(offsetOf(trips, 7), { trip: 4, offset: 1003 });
});

test('should keep to what it knew where no trip came back', () => {
  assert.equal(offsetOf([], 7).offset, 7);
});

test('should reckon the engine’s time from its own', async () => {
  await withEngine(() => ({ now: performance.now() + 5000 }), () => compareClocks(3));
  assert.ok(Math.abs(clock.offset - 5000) <= clock.trip);
  assert.equal(clock.of(10), 10 + clock.offset);
  assert.equal(clock.toPage(clock.of(10)), 10);
});

test('should ask again while a session is being opened, and for nothing else', async () => {
  const asked = await withEngine((_, times) => (times < 3 ? { status: 409, error: 'a session is being opened: try again in a second' } : { said: 'rolling' }),
    async () => assert.deepEqual(await command('start'), { said: 'rolling' }));
  assert.equal(asked.length, 3);
  await withEngine(() => ({ status: 409, error: 'no' }), async (all) => {
    await assert.rejects(command('start'), /no/);
    assert.equal(all.length, 1);
  });
});

test('should send the token with what is asked', async () => {
  const [asked] = await withEngine(() => ({}), () => command('start'));
  assert.equal(asked.path, 'api/command');
  assert.equal(asked.headers.Authorization, 'Bearer abc123');
  assert.deepEqual(asked.body, { line: 'start' });
});

test('should say what the engine refuses, in its words', async () => {
  await withEngine(() => ({ status: 400, error: 'tempo 0: expected 20 to 300' }),
    () => assert.rejects(command('tempo 0'), { message: 'tempo 0: expected 20 to 300' }));
});

test('should cut the stream into whole events and leave the rest', () => {
  const { events, rest } = eventsIn('data: {"event":"bar","data":{"bar":1}}\n\n: still here\n\ndata: {"event":"clear"}\n\ndata: {"ev');
  assert.deepEqual(events, [{ event: 'bar', data: { bar: 1 } }, { event: 'clear' }]);
  assert.equal(rest, 'data: {"ev');
});

test('should send notes in the order in which they were played, one parcel at a time', async () => {
  clock.offset = 100;
  let under = 0;
  let most = 0;
  let land = () => {};
  const landed = new Promise((resolve) => { land = resolve; });
  const asked = await withEngine(async (path, nth) => {
    most = Math.max(most, ++under);
    await new Promise((resolve) => { setImmediate(resolve); });
    under--;
    if (nth === 2) {
      land();
    }
    return {};
  }, async () => {
    play(0x90, 60, 80, 1);
    play(0x80, 60, 64, 2);
    play(0x90, 62, 80, 3);
    await landed;
  });
  assert.equal(most, 1);
  assert.deepEqual(asked.flatMap(({ body }) => body.notes), [[101, 0x90, 60, 80], [102, 0x80, 60, 64], [103, 0x90, 62, 80]]);
});

test('should give what is played to whom it is lent, and not to the engine', async () => {
  const heard = [];
  tapTo((...message) => heard.push(message));
  const asked = await withEngine(() => ({}), () => play(0x90, 60, 80, 5));
  tapTo(null);
  assert.deepEqual(heard, [[0x90, 60, 80, 5]]);
  assert.equal(asked.length, 0);
});
