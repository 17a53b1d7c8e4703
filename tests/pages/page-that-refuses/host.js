// Only the towns of the North are served here.
const control = document.querySelector('#code-postal');
control.addEventListener('change', () => {
  if (!control.value.startsWith('59')) control.value = '';
});
