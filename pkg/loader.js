// The only script that a host page loads by itself. It defines <pre-remplir>, shows a button, and fetches the rest,
// the widget in WebAssembly, when the person presses it. Nothing here touches the host's form.
// The build fills the placeholders between double underscores and drops these comments.

const NAME = "pre-remplir";
const TEXTS = {
  fr: [
    "Remplir avec mes données de l’administration",
    "Vous verrez d’abord ce qui est demandé, et à qui. Rien n’est demandé sans votre accord.",
    "Chargement…",
    "Le remplissage automatique ne marche pas pour l’instant. Remplissez le formulaire à la main.",
  ],
  en: [
    "Fill in with my data from the administration",
    "You will first see what is asked for, and from whom. Nothing is asked without your agreement.",
    "Loading…",
    "Automatic filling does not work for now. Please fill in the form by hand.",
  ],
};

// Until the widget brings its whole style sheet. Where the page has the State's design system, its colours apply.
const STYLE = `.pr-root{margin:0 0 1.5rem;padding:1rem;border:1px solid #929292;--p:#fff;--t:#3a3a3a;--b:#000091;--o:#f5f5fe;
background:var(--background-default-grey,var(--p));color:var(--text-default-grey,var(--t))}.pr-root p{margin:.5rem 0 0}
.pr-start{font:inherit;font-weight:500;min-height:2.75rem;padding:.5rem 1rem;border:0;cursor:pointer;text-align:left;
background:var(--background-action-high-blue-france,var(--b));color:var(--text-inverted-blue-france,var(--o))}
.pr-start:focus-visible{outline:2px solid #0a76f6;outline-offset:2px}
@media (prefers-color-scheme:dark){:root:not([data-fr-theme=light]) .pr-root,:host .pr-root{--p:#161616;--t:#cecece;--b:#8585f6;--o:#000091}}
:root[data-fr-theme=dark] .pr-root{--p:#161616;--t:#cecece;--b:#8585f6;--o:#000091}`;

// What happens inside stays inside: a host that listens on its form must not hear the widget.
const KEPT = "input change beforeinput keydown keyup keypress click focusin focusout paste compositionstart compositionupdate compositionend submit reset invalid";

// The widget, and the one that also examines the form for those who make the page.
const PARTS = [
  ["__WIDGET_JS__", "__WIDGET_JS_INTEGRITY__", "__WIDGET_WASM__", "__WIDGET_WASM_INTEGRITY__"],
  ["__DOCTOR_JS__", "__DOCTOR_JS_INTEGRITY__", "__DOCTOR_WASM__", "__DOCTOR_WASM_INTEGRITY__"],
];

// What the doctor says is not for citizens.
const isForMakers = () => {
  const here = /^(localhost|127\..*|\[::1\])$|\.(localhost|test|local)$/.test(location.hostname);
  here || console.warn(NAME + ": the doctor shows itself on localhost, *.localhost, *.test and *.local alone");
  return here;
};

let sheet, css = STYLE, loaded = [];
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

// import() cannot check integrity by itself; a module whose preload fails its check is never run.
const preload = async (href, integrity, nonce) => {
  const link = make("link", { rel: "modulepreload", crossOrigin: "anonymous", integrity, href, nonce });
  if (!link.relList.supports("modulepreload")) return;
  await new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => reject(new Error("cannot load " + href));
    document.head.append(link);
  }).finally(() => link.remove());
};

const load = async ([js, jsIntegrity, binary, integrity], nonce) => {
  const script = new URL(js, import.meta.url).href;
  const wasm = fetch(new URL(binary, import.meta.url), { integrity, credentials: "omit" });
  const [bindings, module_or_path] = await Promise.all([preload(script, jsIntegrity, nonce).then(() => import(script)), wasm]);
  await bindings.default({ module_or_path });
  dress(bindings.style());
  return bindings;
};

// One sheet for all; browsers of before 2023 cannot share one, and get a style element in each place.
const dress = (text) => {
  css = text;
  Array.isArray(sheet) ? sheet.forEach((style) => (style.textContent = css)) : sheet?.replaceSync(css);
};
const adopt = (scope, nonce) => {
  try {
    sheet ??= new CSSStyleSheet();
  } catch {
    sheet = [];
  }
  if (!Array.isArray(sheet)) {
    if (!scope.adoptedStyleSheets.includes(sheet)) scope.adoptedStyleSheets = [...scope.adoptedStyleSheets, sheet];
  } else if (!sheet.some((style) => style.getRootNode() === scope)) {
    const style = make("style", { nonce });
    sheet.push(style);
    (scope.head ?? scope).append(style);
  }
  dress(css);
};

// On a server there is no HTMLElement; importing this file there must not fail.
export class PreRemplir extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = ["form", "relay", "for", "lang", "mapping", "isolation", "doctor", "ticket"];
  #root; #handle; #state; #lang; #status; #ticket; #kept;
  connectedCallback() {
    try {
      this.#own("ticket");
      this.#root ? this.#adopt() : this.#render();
    } catch (error) {
      console.error(NAME + ": the element could not be shown;", error);
    }
  }
  // Moving an element also disconnects it: only one that stays away is over.
  disconnectedCallback() { queueMicrotask(() => this.isConnected || this.#close()); }
  attributeChangedCallback(name, old, now) {
    if (name !== "ticket") this.#root && old !== now && this.reset();
    else if (now !== null) {
      // No copy of the page keeps it.
      this.removeAttribute(name);
      this.ticket = now;
    }
  }
  // It can be given, not taken back out.
  set ticket(ticket) {
    this.#ticket = ticket ?? undefined;
    this.#handle && this.reset();
  }
  get state() { return this.#handle?.state ?? this.#state; }
  undo() { this.#handle?.undo(); }
  reset() { this.#close(); this.isConnected && this.#render(); }
  async start() {
    const root = this.#root;
    if (!root || this.#handle || this.#state === "loading") return;
    this.#say("loading", 2);
    const doctor = this.hasAttribute("doctor") && isForMakers(), part = +doctor;
    try {
      const bindings = await (loaded[part] ??= load(PARTS[part], this.nonce));
      const relay = this.hasAttribute("relay") ? new URL(this.getAttribute("relay"), document.baseURI) : new URL(".", import.meta.url);
      const attribute = (name) => this.getAttribute(name) ?? undefined;
      const options = { relay: relay.href.replace(/\/$/, ""), form: attribute("form") ?? "", target: attribute("for"), mapping: attribute("mapping"), lang: this.#lang, doctor, ticket: this.#ticket, resume: this.#kept };
      this.#kept = undefined;
      if (root === this.#root) this.#handle = bindings.mount(this, root, options);
    } catch (error) {
      loaded[part] = undefined;
      if (root === this.#root) this.#fail(error);
    }
  }

  // The shadow root is only a switch between the widget and the element's own children, its fallback: the widget
  // stays in the page, where its styles and the browser's autofill reach it, unless isolation="shadow".
  #render() {
    this.#lang = (this.closest("[lang]") ?? document.documentElement).lang.toLowerCase().startsWith("en") ? "en" : "fr";
    const [label, hint] = TEXTS[this.#lang];
    const button = make("button", { type: "button", className: "pr-start", textContent: label, onclick: () => this.start() });
    button.setAttribute("form", "pre-remplir-none");
    (this.#status = make("p", { tabIndex: -1 })).setAttribute("role", "status");
    this.#root = make("div", { className: "pr-root", slot: NAME, lang: this.#lang, dir: "ltr" });
    this.#root.append(button, make("p", { textContent: hint }), this.#status);
    KEPT.split(" ").forEach((type) => this.#root.addEventListener(type, (event) => event.stopPropagation()));
    const isolated = this.getAttribute("isolation") === "shadow";
    (this.shadowRoot ?? this.attachShadow({ mode: "open" })).replaceChildren(isolated ? this.#root : make("slot", { name: NAME }));
    isolated || this.append(this.#root);
    this.#state = "start";
    this.#adopt();
    // Nobody has to press anything who makes the page, or who left it for FranceConnect and is back.
    (this.#return() || this.hasAttribute("doctor")) && this.start();
  }
  // What was left of the page, in its history, when the person left it for FranceConnect.
  #return() {
    const { [NAME]: kept, ...rest } = history.state ?? {};
    if (kept?.form !== this.getAttribute("form")) return;
    history.replaceState(Object.keys(rest).length ? rest : null, "");
    return (this.#kept = kept);
  }
  // What a page gave before this was defined hides what is defined here.
  #own(name) {
    if (!this.hasOwnProperty(name)) return;
    const given = this[name];
    delete this[name];
    this[name] = given;
  }
  #adopt() {
    for (const scope of [this.getRootNode(), this.#root.getRootNode()]) adopt(scope, this.nonce);
  }
  #say(state, text) { this.#state = state; this.#status.textContent = TEXTS[this.#lang][text]; }
  #close() {
    const handle = this.#handle;
    this.#root?.remove();
    this.#handle = this.#root = undefined;
    handle?.destroy();
  }
  #fail(error) {
    console.error(NAME + ": the widget could not start;", error);
    this.#say("failed", 3);
    this.#root.replaceChildren(this.#status);
    this.#status.focus();
    this.shadowRoot?.append(make("slot"));
    this.dispatchEvent(new CustomEvent("prefill-error", { bubbles: true, composed: true, detail: { form: this.getAttribute("form"), type: "load" } }));
  }
}

const elements = globalThis.customElements;
elements?.get(NAME) ? console.warn(NAME + ": already defined on this page; this copy stays aside.") : elements?.define(NAME, PreRemplir);
