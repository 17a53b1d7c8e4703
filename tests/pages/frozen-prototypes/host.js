// What hardened pages do before anything else runs.
const kinds = [Object, Array, Function, Promise, Map, Set, EventTarget, Node, Element, HTMLElement, HTMLInputElement, HTMLSelectElement, Event];
for (const kind of kinds) {
  Object.freeze(kind);
  Object.freeze(kind.prototype);
}
