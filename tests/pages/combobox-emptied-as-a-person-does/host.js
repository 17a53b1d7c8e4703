// Three lists of the same make, each with its own way of taking a choice back.
function make(id) {
  const box = document.getElementById(id);
  const [chosen, input, list] = ['.choisi', 'input', 'ul'].map((selector) => box.querySelector(selector));
  const open = (isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute('aria-expanded', String(isOpen));
  };
  const choose = (text) => {
    chosen.textContent = text;
    input.value = '';
    for (const option of list.children) option.setAttribute('aria-selected', String(option.textContent === text));
    open(false);
  };
  input.addEventListener('mousedown', () => open(true));
  input.addEventListener('input', () => open(true));
  input.addEventListener('keydown', (event) => { if (event.key === 'Escape') open(false); });
  for (const option of list.children) {
    option.addEventListener('click', () => choose(id === 'encore' && chosen.textContent === option.textContent ? '' : option.textContent));
  }
  return { box, input, choose };
}

// A cross without words, that is drawn once the pointer is there, and is no button.
const { box, choose } = make('croix');
box.addEventListener('mouseenter', () => {
  if (box.querySelector('.icone-clear')) return;
  const cross = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  cross.setAttribute('class', 'icone-clear');
  cross.setAttribute('width', '10');
  cross.setAttribute('height', '10');
  cross.addEventListener('click', () => choose(''));
  box.append(cross);
});

const byKey = make('touche');
byKey.input.addEventListener('keydown', (event) => { if (event.keyCode === 8 && byKey.input.value === '') byKey.choose(''); });

make('encore');
