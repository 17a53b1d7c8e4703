// Capitals at the beginning of words only, for the street.
document.addEventListener('prefill-fill', ({ detail }) => {
  document.querySelector('#vu').value = detail.values.map(({ path, value }) => path + '=' + value).join(' ');
  const street = detail.values.find(({ path }) => path === 'adresse.numero_libelle_voie');
  street.value = street.value.toLowerCase().replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
});
