document.addEventListener('prefill-fill', (event) => event.preventDefault());
