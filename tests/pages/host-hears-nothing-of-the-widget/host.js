const form = document.querySelector('#inscription');
for (const type of ['input', 'change', 'keydown', 'submit', 'reset', 'invalid']) {
  form.addEventListener(type, () => { document.querySelector('#entendu').value += type; });
}
for (const type of ['ready', 'consent', 'filled']) {
  form.addEventListener('prefill-' + type, () => {
    document.querySelector('#noms').value = [...new FormData(form).keys()].join(' ');
  });
}
