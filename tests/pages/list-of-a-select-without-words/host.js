// The page's own model is in each output. One list writes its choice in the input when one comes to it, and a person
// empties it there; the other takes no typing, and cannot be emptied.
for (const id of ['civilite', 'caisse']) {
  const place = document.getElementById(id);
  const [field, chosen, input, list, model] = ['[role=combobox]', '.champ-selection', 'input', '[role=listbox]', 'output'].map((selector) => place.querySelector(selector));
  const open = (isOpen) => {
    list.hidden = !isOpen;
    for (const opener of [field, input]) opener.setAttribute('aria-expanded', String(isOpen));
  };
  const choose = (option) => {
    model.value = option?.id ?? '';
    chosen.textContent = option?.textContent ?? '';
    open(false);
  };
  let was = '';
  input.addEventListener('focus', () => queueMicrotask(() => { input.value = was = chosen.textContent; }));
  input.addEventListener('blur', () => { input.value = was = ''; });
  input.addEventListener('input', () => {
    if (input.inputMode === 'none') input.value = '';
    else if (input.value === '' && was !== '') choose();
    was = input.value;
  });
  field.addEventListener('mousedown', () => open(true));
  input.addEventListener('keydown', (event) => { if (event.key === 'Escape') open(false); });
  for (const option of list.children) option.addEventListener('click', () => choose(option));
}
