// A list in which a choice can be changed and never taken back.
const [box, list] = ['#caisse', '#caisses'].map((selector) => document.querySelector(selector));

function open(isOpen) {
  list.hidden = !isOpen;
  box.setAttribute('aria-expanded', String(isOpen));
}

box.addEventListener('click', () => open(list.hidden));
for (const option of list.children) {
  option.addEventListener('click', () => {
    for (const other of list.children) other.setAttribute('aria-selected', String(other === option));
    box.textContent = option.textContent;
    open(false);
  });
}
