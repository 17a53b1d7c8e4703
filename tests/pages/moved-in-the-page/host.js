let isDown = false;
document.querySelector('#deplacer').addEventListener('click', () => {
  isDown = !isDown;
  document.querySelector(isDown ? '#bas' : '#haut').append(document.querySelector('pre-remplir'));
});
