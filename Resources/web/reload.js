// reload.js: keeps the page in step with the files. It comes by the stream of live.js, takes the messages from there,
// and talks to deck.js through window.slidectl.
(() => {
'use strict';
const doc = document, main = doc.querySelector('main'), deck = window.slidectl;
const sections = () => [...main.children].filter(e => e.tagName == 'SECTION');

const tiles = grid => [...grid.querySelectorAll(':scope > ol > li')];

// Where the focus is inside a slide, as a path of child positions, so that it survives an exchange of the slide.
function path(e, top) {
  const steps = [];
  if (!top.contains(e)) return;
  for (; e != top; e = e.parentNode) steps.unshift([...e.parentNode.children].indexOf(e));
  return steps;
}
// Where the slide at i is after the operations: slides before it carry it along; exchanged itself, it keeps its place.
function follow(i, ops) {
  for (const { at, remove, insert = [] } of ops) {
    if (at + remove <= i) i += insert.length - remove;
    else if (at <= i) i = Math.min(i, at + Math.max(insert.length - 1, 0));
  }
  return i;
}
function splice({ ops, title }) {
  const grid = doc.querySelector('.overview'), tile = tiles(grid).findIndex(li => li.lastChild == doc.activeElement);
  let slide = sections()[deck.current()];
  const steps = path(doc.activeElement, slide), top = slide.getBoundingClientRect().top, y = slide.scrollTop, depth = grid.scrollTop;
  for (const { at, remove, insert = [] } of ops) {
    const now = sections(), next = now[at + remove];
    // A template takes the server's own markup; scripts in it do not run.
    const made = doc.createElement('template');
    made.innerHTML = insert.join('');
    next ? next.before(made.content) : main.append(made.content);
    now.slice(at, at + remove).forEach(s => s.remove());
  }
  if (title) doc.title = title;
  deck.update(follow(deck.current(), ops));
  slide = sections()[deck.current()];
  history.replaceState(null, '', '#' + slide.id);
  slide.scrollTop = y;
  if (!doc.documentElement.classList.contains('show')) scrollBy(0, slide.getBoundingClientRect().top - top);
  grid.scrollTop = depth;
  const focus = { preventScroll: true };
  if (tile >= 0) tiles(grid)[follow(tile, ops)]?.lastChild.focus(focus);
  else if (steps && !slide.contains(doc.activeElement)) steps.reduce((e, n) => e?.children[n], slide)?.focus(focus);
}

// The panel over the last good slide; only a page that hears of changes has a use for its style. Escape or its button puts it away until the next save.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  .problem {
    position: fixed; z-index: 1; bottom: .8rem; left: 1rem; right: 1rem; max-height: 60vh; overflow: auto; padding: .8em 3em 0 1em;
    font-size: max(16px, .6rem); background: var(--paper); color: var(--ink);
    border: 1px solid var(--line); border-radius: .6em; box-shadow: 0 .3em 1.5em #0003;
    > button { position: absolute; top: .3em; right: .3em }
    ol { list-style: none; padding: 0 }
    li { border-left: .3em solid var(--bar); padding-left: .8em; margin-bottom: 1em }
    .error { border-color: var(--bad) }
  }
  @media print { .problem { display: none } }`);
doc.adoptedStyleSheets.push(sheet);
let panel;
const add = (parent, tag, props) => parent.appendChild(Object.assign(doc.createElement(tag), props));
function diagnostics({ items }) {
  panel?.remove();
  if (!items.length) return;
  const bad = items.some(d => d.severity == 'error');
  panel = add(doc.body, 'div', { className: 'problem', lang: 'en', role: bad ? 'alert' : 'status', tabIndex: 0, ariaLabel: 'Problems in the deck' });
  const list = add(panel, 'ol');
  for (const d of items) {
    const li = add(list, 'li', { className: d.severity });
    add(li, 'code', { textContent: d.place });
    add(li, 'p', { textContent: `${d.severity}: ${d.summary}` });
    if (d.excerpt) add(li, 'pre', { textContent: d.excerpt });
  }
  add(panel, 'button', { textContent: '✕', title: 'Close problems', onclick: () => panel.remove() });
}
addEventListener('keydown', e => e.key == 'Escape' && !doc.querySelector('dialog[open]') && panel?.remove());

// Asks again for whatever shows the file at this path.
function asset({ path }) {
  const fresh = src => {
    const u = new URL(src, doc.baseURI);
    if (decodeURI(u.pathname) != path && u.pathname != path) return;
    u.searchParams.set('v', Date.now());
    return u.href;
  };
  for (const e of doc.querySelectorAll('main [src]')) {
    const src = fresh(e.src);
    if (!src) continue;
    e.src = src;
    e.closest('video')?.load();
  }
  for (const sheet of doc.styleSheets) for (const { style } of sheet.cssRules) {
    const m = /^url\("(.*)"\)$/.exec(style?.backgroundImage), src = m && fresh(m[1]);
    if (src) style.backgroundImage = `url("${src}")`;
  }
}

// A full reload keeps what the address does not say: the overview and how far things were scrolled.
const key = 'slidectl.reload';
function reload() {
  try {
    sessionStorage.setItem(key, JSON.stringify([deck.current(), doc.querySelector('.overview').open, sections()[deck.current()].scrollTop, scrollY]));
  } catch {}
  location.reload();
}
try {
  const kept = JSON.parse(sessionStorage.getItem(key));
  sessionStorage.removeItem(key);
  if (kept) {
    deck.show(kept[0]);
    sections()[deck.current()].scrollTop = kept[2];
    scrollTo(0, kept[3]);
    if (kept[1]) deck.overview();
  }
} catch {}

const kinds = { splice, diagnostics, asset, reload };
addEventListener('slidectl', e => {
  e.preventDefault();
  kinds[e.detail.type]?.(e.detail);
});
})();
