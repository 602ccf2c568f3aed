// The little of a browser that the page's modules read when they load; what draws is not run here.
const kept = new Map();
Object.defineProperties(globalThis, {
  location: { value: { search: '?token=abc123' } },
  localStorage: { value: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => { kept.set(key, value); } } },
  navigator: { value: { language: 'en-GB' }, configurable: true },
});
