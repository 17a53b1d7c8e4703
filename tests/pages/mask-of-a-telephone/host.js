// Digits go two by two, and those of a postcode two then three.
const spaced = (selector, pattern) => {
  const control = document.querySelector(selector);
  control.addEventListener('input', () => {
    control.value = control.value.replace(/\D/g, '').replace(pattern, '$& ').trim();
  });
};
spaced('#telephone', /\d\d(?=\d)/g);
spaced('#code-postal', /^\d\d(?=\d)/);
