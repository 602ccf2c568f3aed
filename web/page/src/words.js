// The words of the page, from one file for each language.
import { all } from './dom.js';
import en from './en.json';
import zh from './zh.json';

const languages = { en, zh };
let words = languages[localStorage.getItem('language')] ?? (navigator.language.startsWith('zh') ? zh : en);
const listeners = [];

/** The text of a key; {0} and so on are filled in. Unknown keys give null. */
export function t(key, ...values) {
  const text = words[key];
  return text === undefined ? null : text.replace(/\{(\d)\}/g, (_, at) => values[at]);
}

export function onLanguage(listener) {
  listeners.push(listener);
}

export function otherLanguage() {
  words = words === en ? zh : en;
  localStorage.setItem('language', words === en ? 'en' : 'zh');
  apply();
}

/** Fills in what the page itself says. */
export function apply() {
  document.documentElement.lang = words === en ? 'en' : 'zh';
  for (const element of all('[data-t]')) {
    element.textContent = t(element.dataset.t);
  }
  listeners.forEach((listener) => listener());
}
