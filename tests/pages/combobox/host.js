// The list of towns opens as the person types; only a choice in it counts.
const TOWNS = { 'Brest': '29019', 'Brest-sur-Grosne': '71056', 'Quimper': '29232' };
const [box, list, code] = ['#commune', '#communes', '#code'].map((selector) => document.querySelector(selector));

function close() {
  list.hidden = true;
  box.setAttribute('aria-expanded', 'false');
}

function choose(name) {
  box.value = name;
  code.value = TOWNS[name];
  close();
}

box.addEventListener('input', () => {
  code.value = '';
  const typed = box.value.toLowerCase();
  const names = Object.keys(TOWNS).filter((name) => typed && name.toLowerCase().startsWith(typed));
  list.replaceChildren(...names.map((name) => {
    const option = Object.assign(document.createElement('li'), { textContent: name });
    option.setAttribute('role', 'option');
    option.addEventListener('click', () => choose(name));
    return option;
  }));
  list.hidden = names.length === 0;
  box.setAttribute('aria-expanded', String(!list.hidden));
});
