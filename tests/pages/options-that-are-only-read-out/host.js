// The elements that play the choices are for screen readers: those that are drawn answer, and they alone.
const [input, panel, chosen] = ['#boite input', '#volet', '#choisi'].map((selector) => document.querySelector(selector));

function open(isOpen) {
  panel.hidden = !isOpen;
  input.setAttribute('aria-expanded', String(isOpen));
}

input.addEventListener('mousedown', () => open(true));
for (const choice of document.querySelectorAll('.choix')) {
  choice.addEventListener('click', () => {
    chosen.textContent = choice.textContent;
    open(false);
  });
}
