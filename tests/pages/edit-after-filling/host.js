document.addEventListener('prefill-edited', ({ detail }) => { document.querySelector('#chemins').value += detail.path; });
