// A list that opens at a click and in which nothing is typed, as component libraries make them.
const [box, list, code] = ['#caisse', '#caisses', '#code'].map((selector) => document.querySelector(selector));

function open(isOpen) {
  list.hidden = !isOpen;
  box.setAttribute('aria-expanded', String(isOpen));
}

box.addEventListener('click', () => open(list.hidden));
for (const option of list.children) {
  option.addEventListener('click', () => {
    for (const other of list.children) other.setAttribute('aria-selected', String(other === option));
    box.textContent = option.textContent;
    code.value = option.dataset.value;
    open(false);
  });
}
