// Asks for the code that the terminal shows, and goes on to the page with the token that it gives.
import { $ } from './dom.js';
import { t } from './words.js';

document.documentElement.dataset.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
$('code-label').textContent = t('doorCode');
$('enter').textContent = t('doorEnter');
$('door').addEventListener('submit', async (event) => {
  event.preventDefault();
  const response = await fetch('api/code', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ code: $('code').value.trim() }) });
  const said = await response.json();
  if (response.ok) {
    location.replace(`./?token=${said.token}`);
  } else {
    const [, seconds] = /(\d+) s$/.exec(said.error) ?? [];
    const words = { 403: t('doorWrong', seconds), 429: t('doorSoon', seconds) };
    $('answer').textContent = words[response.status] ?? said.error;
    $('code').select();
  }
});
