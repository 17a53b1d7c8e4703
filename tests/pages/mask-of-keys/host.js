// Only one more sign at a time is taken, as a person types; anything else is put back.
const control = document.querySelector('#naissance');
let last = '';
control.addEventListener('input', () => {
  const isOneMore = control.value.length <= last.length + 1;
  last = isOneMore ? control.value : last;
  control.value = last;
});
