// The page keeps what is written, as editors do.
const prenoms = document.querySelector('#prenoms');
prenoms.addEventListener('input', () => { document.querySelector('#modele').value = prenoms.textContent; });
