// The page's own date changes with a whole date alone; while there is one, a cross that is no button empties it.
const [place, input, date] = ['#calendrier', '#naissance', '#date'].map((selector) => document.querySelector(selector));

function hold(text) {
  date.value = text;
  place.querySelector('.calendrier-clear')?.remove();
  if (!text) return;
  const cross = document.createElement('span');
  cross.className = 'calendrier-clear';
  cross.textContent = '⊗';
  cross.addEventListener('click', () => {
    input.value = '';
    hold('');
  });
  place.append(cross);
}

input.addEventListener('input', () => { if (/^\d\d\/\d\d\/\d{4}$/.test(input.value)) hold(input.value); });
