// The page counts how many times a calendar is opened.
const count = document.querySelector('#ouvertures');
for (const input of document.querySelectorAll('[role=combobox]')) {
  input.addEventListener('mousedown', () => { count.value = String(Number(count.value) + 1); });
}
