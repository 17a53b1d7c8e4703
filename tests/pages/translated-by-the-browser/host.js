// What the translators of browsers do: each text becomes a <font> in a <font>, as soon as it appears.
const observer = new MutationObserver(translate);
const texts = () => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found.filter((text) => text.data.trim() && !text.parentElement.closest('font, script, style, option'));
};

function translate() {
  observer.disconnect();
  for (const text of texts()) {
    const outer = document.createElement('font');
    const inner = document.createElement('font');
    inner.textContent = text.data;
    outer.append(inner);
    text.replaceWith(outer);
  }
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
}

translate();
