// A mask of a date: only digits stay, and the slashes come by themselves.
const control = document.querySelector('#naissance');
control.addEventListener('input', () => {
  const digits = control.value.replace(/\D/g, '').slice(0, 8);
  control.value = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].filter(Boolean).join('/');
});
