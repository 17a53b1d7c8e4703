// What old libraries do: methods of their own on what every page shares, and on its objects and arrays.
Object.prototype.extend = function extend() { return this; };
Array.prototype.first = function first() { return this[0]; };
Array.prototype.toJSON = function toJSON() { return '[' + this.map((one) => JSON.stringify(one)).join(', ') + ']'; };
Element.prototype.remove = function remove() { return this.parentNode && this.parentNode.removeChild(this); };
