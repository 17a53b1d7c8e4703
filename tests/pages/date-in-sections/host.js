// The sections show what the hidden input holds, and an invitation where it holds nothing.
const input = document.querySelector('#date');
input.addEventListener('input', () => {
  const parts = input.value.split('/');
  ['.jour', '.mois', '.annee'].forEach((selector, rank) => {
    document.querySelector(selector).textContent = parts[rank] || ['JJ', 'MM', 'AAAA'][rank];
  });
});
