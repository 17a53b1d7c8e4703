// The page empties the control whatever is written in it.
const control = document.querySelector('#code-postal');
for (const type of ['input', 'change']) control.addEventListener(type, () => { control.value = ''; });
