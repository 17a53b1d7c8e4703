// The first screen leaves the page; what was written in it is sent with the last one.
document.querySelector('#suivant').addEventListener('click', () => document.querySelector('#premier').replaceWith('Deuxième écran'));
