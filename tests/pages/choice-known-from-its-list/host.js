// What is chosen takes the place of the invitation.
const [input, list, shown, clear] = ['#boite input', '#caisses', '.placeholder', '#boite button'].map((selector) => document.querySelector(selector));

function open(isOpen) {
  list.hidden = !isOpen;
  input.setAttribute('aria-expanded', String(isOpen));
}

function choose(text) {
  shown.textContent = text || 'Choisir';
  for (const option of list.children) option.setAttribute('aria-selected', String(option.textContent === text));
  open(false);
}

input.addEventListener('mousedown', () => open(true));
for (const option of list.children) option.addEventListener('click', () => choose(option.textContent));
clear.addEventListener('click', () => choose(''));
