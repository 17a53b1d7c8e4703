// A form whose model is the form itself: what the browser would send of it, and the browser's own rules.
import { send, show } from './host.js';
import './rows.js';

const form = document.querySelector('#inscription');

function model() {
  const { 'enfants[prenoms]': prenoms, 'enfants[naissance]': naissance, ...answers } = Object.fromEntries(
    [...new Set(new FormData(form).keys())].map((name) => [name, new FormData(form).getAll(name)]),
  );
  const enfants = (prenoms ?? []).map((one, rank) => ({ prenoms: one, naissance: naissance[rank] }));
  return { ...Object.fromEntries(Object.entries(answers).map(([name, [value]]) => [name, value])), enfants };
}

show(model, () => form.checkValidity());
form.addEventListener('submit', (event) => {
  event.preventDefault();
  send(model());
});
