document.addEventListener('prefill-consent', ({ target }) => target.remove());
