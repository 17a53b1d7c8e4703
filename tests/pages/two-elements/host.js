// No id may stand twice in the page.
const output = Object.assign(document.createElement('output'), { id: 'doublons' });
document.querySelector('form').append(output);
document.addEventListener('prefill-filled', () => {
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  output.value = ids.length - new Set(ids).size;
});
