// The answer takes a while, and the choice is made when the button of the mouse goes down.
const [box, list, code] = ['#commune', '#communes', '#code'].map((selector) => document.querySelector(selector));
let asked = 0;

function show() {
  const option = Object.assign(document.createElement('li'), { textContent: 'BREST (29)', id: 'commune-0' });
  option.setAttribute('role', 'option');
  option.addEventListener('mousedown', () => {
    box.value = option.textContent;
    code.value = '29019';
    list.hidden = true;
    box.setAttribute('aria-expanded', 'false');
  });
  list.replaceChildren(option);
  list.hidden = false;
  box.setAttribute('aria-expanded', 'true');
}

box.addEventListener('input', () => {
  code.value = '';
  clearTimeout(asked);
  if (box.value.toLowerCase() === 'brest') asked = setTimeout(show, 300);
});
