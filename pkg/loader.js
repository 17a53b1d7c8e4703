// The only script that a host page loads by itself. It defines <pre-remplir>, shows a button, and fetches the rest
// (the widget, in WebAssembly) when the person presses it. Nothing here touches the host's form.
// The build fills the __WIDGET_…__ placeholders and drops these comments. Lines that begin with // are not shipped.

const NAME = "pre-remplir";

const TEXTS = {
  fr: {
    start: "Remplir avec mes données de l’administration",
    hint: "Vous verrez d’abord ce qui est demandé, et à qui. Rien n’est demandé sans votre accord.",
    loading: "Chargement…",
    failed: "Le remplissage automatique ne marche pas pour l’instant. Remplissez le formulaire à la main.",
  },
  en: {
    start: "Fill in with my data from the administration",
    hint: "You will first see what is asked for, and from whom. Nothing is asked without your agreement.",
    loading: "Loading…",
    failed: "Automatic filling does not work for now. Please fill in the form by hand.",
  },
};

const STYLE = `
.pr-root{display:block;margin:0 0 1.5rem;padding:1rem;border:1px solid var(--border-default-grey,#929292);
background:var(--background-default-grey,#fff);color:var(--text-default-grey,#3a3a3a)}
.pr-root p{margin:.5rem 0 0}
.pr-start{font:inherit;font-weight:500;min-height:2.75rem;padding:.5rem 1rem;border:0;cursor:pointer;text-align:left;
background:var(--background-action-high-blue-france,#000091);color:var(--text-inverted-blue-france,#f5f5fe)}
.pr-start:focus-visible{outline:2px solid #0a76f6;outline-offset:2px}
@media (prefers-color-scheme:dark){
:root:not([data-fr-theme=light]) .pr-root{background:var(--background-default-grey,#161616);color:var(--text-default-grey,#cecece)}
:root:not([data-fr-theme=light]) .pr-start{background:var(--background-action-high-blue-france,#8585f6);color:var(--text-inverted-blue-france,#000091)}}`;

// What happens inside stays inside: a host that listens on its form must not hear the widget.
const KEPT = ("input change beforeinput keydown keyup keypress click focusin focusout paste compositionstart " +
  "compositionupdate compositionend submit reset invalid").split(" ");

// On a server there is no HTMLElement; importing this file there must not fail.
const Base = globalThis.HTMLElement ?? class {};

let sheet;
let widget;

// import() cannot check integrity by itself; a preloaded module that fails its check is never run.
const preload = (href, nonce) => new Promise((resolve, reject) => {
  const link = document.createElement("link");
  if (!link.relList.supports("modulepreload")) return resolve();
  Object.assign(link, { rel: "modulepreload", crossOrigin: "anonymous", integrity: "__WIDGET_JS_INTEGRITY__", href, nonce });
  const settle = (then) => () => (link.remove(), then(new Error("cannot load " + href)));
  link.onload = settle(resolve);
  link.onerror = settle(reject);
  document.head.append(link);
});

const load = async (nonce) => {
  const script = new URL("__WIDGET_JS__", import.meta.url).href;
  const wasm = fetch(new URL("__WIDGET_WASM__", import.meta.url), { integrity: "__WIDGET_WASM_INTEGRITY__", credentials: "omit" });
  const [bindings, module_or_path] = await Promise.all([preload(script, nonce).then(() => import(script)), wasm]);
  await bindings.default({ module_or_path });
  sheet.replaceSync(bindings.style());
  return bindings;
};

export class PreRemplir extends Base {
  static observedAttributes = ["form", "relay", "for", "lang", "mapping"];
  #root;
  #handle;
  #state = "start";

  connectedCallback() {
    this.#root ? this.#adopt() : this.#render();
  }

  // Moving an element also disconnects it; only one that stays away is over.
  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#close());
  }

  attributeChangedCallback(name, old, now) {
    if (this.#root && old !== now) this.reset();
  }

  get state() {
    return this.#handle?.state ?? this.#state;
  }

  async start() {
    if (!this.#root || this.#handle || this.#state === "loading") return;
    const root = this.#root;
    this.#say("loading");
    try {
      const bindings = await (widget ??= load(this.nonce));
      if (root === this.#root) this.#handle = bindings.mount(this, root, this.#options());
    } catch (error) {
      widget = undefined;
      if (root === this.#root) this.#fail(error);
    }
  }

  undo() {
    this.#handle?.undo();
  }

  reset() {
    this.#close();
    if (this.isConnected) this.#render();
  }

  #options() {
    const relay = new URL(this.getAttribute("relay") ?? ".", this.hasAttribute("relay") ? document.baseURI : import.meta.url);
    const attribute = (name) => this.getAttribute(name) ?? undefined;
    return { relay: relay.href.replace(/\/$/, ""), form: attribute("form") ?? "", target: attribute("for"), mapping: attribute("mapping"), lang: this.#lang() };
  }

  #lang() {
    return this.closest("[lang]")?.lang.toLowerCase().startsWith("en") ? "en" : "fr";
  }

  #say(state) {
    this.#state = state;
    this.#root.lastChild.textContent = TEXTS[this.#lang()][state] ?? "";
  }

  // The shadow root is only a switch between the widget and the element's own children, its fallback: the widget
  // itself stays in the page, where its styles and the browser's autofill reach it, unless isolation="shadow".
  #render() {
    const texts = TEXTS[this.#lang()];
    const root = Object.assign(document.createElement("div"), { className: "pr-root", slot: NAME, lang: this.#lang() });
    const button = Object.assign(document.createElement("button"), { type: "button", className: "pr-start", textContent: texts.start });
    button.setAttribute("form", "pre-remplir-none");
    button.addEventListener("click", () => this.start());
    const hint = Object.assign(document.createElement("p"), { textContent: texts.hint });
    const status = Object.assign(document.createElement("p"), { tabIndex: -1, role: "status" });
    root.append(button, hint, status);
    KEPT.forEach((type) => root.addEventListener(type, (event) => event.stopPropagation()));
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    if (this.getAttribute("isolation") === "shadow") shadow.replaceChildren(root);
    else {
      shadow.replaceChildren(Object.assign(document.createElement("slot"), { name: NAME }));
      this.append(root);
    }
    this.#root = root;
    this.#state = "start";
    this.#adopt();
  }

  #adopt() {
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(STYLE);
    const scope = this.#root.getRootNode();
    if (!scope.adoptedStyleSheets.includes(sheet)) scope.adoptedStyleSheets = [...scope.adoptedStyleSheets, sheet];
  }

  #close() {
    this.#handle?.destroy();
    this.#handle = undefined;
    this.#root?.remove();
    this.#root = undefined;
  }

  #fail(error) {
    console.error(NAME + ": the widget could not start;", error);
    this.#say("failed");
    const status = this.#root.lastChild;
    this.#root.replaceChildren(status);
    status.focus();
    this.shadowRoot.append(document.createElement("slot"));
    this.dispatchEvent(new CustomEvent("prefill-error", { bubbles: true, composed: true, detail: { form: this.getAttribute("form"), type: "load" } }));
  }
}

if (globalThis.customElements?.get(NAME)) console.warn(NAME + ": already defined on this page; this copy stays aside.");
else globalThis.customElements?.define(NAME, PreRemplir);
