// What is drawn follows the select.
const select = document.querySelector('#caisse');
select.addEventListener('change', () => { document.querySelector('#dessin').textContent = select.selectedOptions[0].textContent; });
