// Three ways of drawing a list: one follows its `select`; the two others only write in theirs, from a list of their own.
const at = (id) => document.getElementById(id);

at('suivi').addEventListener('change', () => { at('suivi-dessin').textContent = at('suivi').selectedOptions[0].label; });

function show(list, opener, isOpen) {
  at(list).hidden = !isOpen;
  opener.setAttribute('aria-expanded', String(isOpen));
}

// Typing opens and narrows the list; on an empty text, the key that erases takes the choice away.
const input = at('isole-saisie');
const choose = (value) => {
  at('isole').value = value;
  at('isole-dessin').textContent = value;
  input.value = '';
  show('isole-liste', input, false);
};
input.addEventListener('input', () => show('isole-liste', input, true));
input.addEventListener('mousedown', () => show('isole-liste', input, true));
input.addEventListener('keydown', (event) => {
  if (event.keyCode === 8 && input.value === '') choose('');
  if (event.key === 'Escape') show('isole-liste', input, false);
});
for (const option of at('isole-liste').children) option.addEventListener('click', () => choose(option.dataset.value));

const box = at('boite');
box.addEventListener('click', (event) => {
  const option = event.target.closest('#autour-liste [role=option]');
  if (option) {
    at('autour').value = option.dataset.value;
    at('autour-dessin').textContent = option.textContent;
  }
  show('autour-liste', box, !option && at('autour-liste').hidden);
});
