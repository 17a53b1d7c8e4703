// Typing opens the list and narrows it; what is chosen is shown beside the input, which is emptied.
const [box, list, search, chosen] = ['#boite', '#caisses', '#cherche', '#choisi'].map((selector) => document.querySelector(selector));

function open(isOpen) {
  list.hidden = !isOpen;
  box.setAttribute('aria-expanded', String(isOpen));
}

search.addEventListener('input', () => {
  open(true);
  for (const option of list.children) option.hidden = !option.textContent.startsWith(search.value);
});
search.addEventListener('mousedown', () => open(true));
for (const option of list.children) {
  option.addEventListener('mousedown', () => {
    chosen.textContent = option.textContent;
    search.value = '';
    open(false);
  });
}
