// deck.js: turns the document of slides into a presentation. Vanilla, no dependency. It works on the DOM alone and
// never makes markup from a deck's text, so that stays text. Without it the page is a readable document.
(() => {
const doc = document, root = doc.documentElement, main = doc.querySelector('main');
let slides = [], cur = 0, typed = '', typing, resting, from;

const make = (tag, props, ...kids) => {
  const e = Object.assign(doc.createElement(tag), props);
  e.append(...kids);
  return e;
};
const add = (parent, ...rest) => parent.appendChild(make(...rest));
const button = (parent, title, path, onclick) => add(parent, 'button', {
  ariaLabel: title, title, lang: 'en', onclick, innerHTML: `<svg viewBox="0 0 20 20"><path d="${path}"/></svg>`
});
const title = s => s.querySelector('h1,h2')?.textContent || '';
const has = name => root.classList.contains(name);
const set = (e, name, value) => e.style.setProperty(name, value);
const wide = e => e.scrollWidth > e.clientWidth;
const within = i => Math.max(0, Math.min(i, slides.length - 1));

// The page keeps its first heading while the cover is hidden.
const head = make('header', { className: 'sr' }, make('h1', {}, doc.title));
main.before(head);
// Slide changes are announced here, once, and nowhere else: focus does not move, so nothing is read twice.
const live = add(doc.body, 'output', { className: 'sr' });
const say = (...text) => live.replaceChildren(...text);

// Fits a slide: wide code shrinks to 60 %, then all of the slide as far as floor; what is larger yet scrolls.
function fit(s, floor = .6) {
  const code = [...s.querySelectorAll('pre')];
  const over = () => s.scrollHeight > s.clientHeight + 1;
  let f = 1;
  set(s, '--fit', f);
  code.forEach(p => set(p, '--w', f));
  const rates = code.map(p => p.scrollWidth / p.clientWidth);
  do {
    set(s, '--fit', f);
    code.forEach((p, i) => set(p, '--w', .995 / rates[i] / f));
  } while (over() && f > floor && (f = Math.max(floor, f * Math.sqrt(s.clientHeight / s.scrollHeight) - .01)));
  // What scrolls must be reachable by keyboard.
  s.tabIndex = over() ? 0 : -1;
}

// Sizes of pictures are in pixels of a slide 1280 wide (30 to the em): they grow and shrink with the text.
// What isn't known gives no number, and leaves the style as it is.
// Classes such as z1 are made of style attributes that give a size: it stays.
function size(e) {
  if (/\bz\d/.test(e.className)) return;
  const { width, height } = e.attributes;
  e.style.width = (width?.value || !height && e.naturalWidth || NaN) / 30 + 'em';
  e.style.height = height?.value / 30 + 'em';
}
main.addEventListener('load', e => {
  size(e.target);
  if (has('show') && slides[cur].contains(e.target)) fit(slides[cur]);
}, true);

// A session is copied as its commands: what follows a prompt, with continued lines. All else is copied as it is.
function copy(code) {
  const twin = code.cloneNode(true);
  twin.querySelectorAll('p-').forEach(p => p.textContent = '\x01');
  const commands = twin.textContent.match(/\x01(.*\\\n)*.*/g);
  navigator.clipboard.writeText(commands ? commands.join('\n').replace(/\x01/g, '') : code.textContent);
  say('Copied');
}

// Takes the slides as they are in the page now, gives them numbers, and shows the one at i.
function update(i) {
  slides = [...doc.querySelectorAll('main > section')];
  slides.forEach((s, n) => s.id = n + 1);
  set(root, '--total', `" / ${slides.length}"`);
  main.querySelectorAll('img, video, iframe').forEach(size);
  // The copy button stands beside its code, never in it.
  if (navigator.clipboard) main.querySelectorAll(':not(.code) > pre').forEach(pre => {
    const box = make('div', { className: 'code' });
    pre.replaceWith(box);
    box.append(pre);
    button(box, 'Copy code', 'M7 7h10v10H7zM3 13V3h10', () => copy(pre));
  });
  cur = within(i);
  layout();
  if (grid.open) fill();
}
function layout() {
  // Smaller windows keep the scrolling document: fitted into 320 px, a slide would be illegible.
  const was = has('show'), on = innerWidth > 640, s = slides[cur];
  root.classList.toggle('show', on);
  slides.forEach((s, n) => s.hidden = s.inert = on && n != cur);
  head.hidden = !on || s.querySelector('h1');
  set(root, '--done', (cur + 1) / slides.length);
  // Neighbours are fetched early, all other pictures and pages when they come near.
  slides.slice(within(cur - 1), cur + 3).forEach(s => s.querySelectorAll('img, iframe').forEach(e => e.loading = 'eager'));
  if (on) fit(s);
  else if (was) s.scrollIntoView();
}
const note = () => history.replaceState(null, '', '#' + (cur + 1));
function show(i) {
  i = within(i);
  const s = slides[i], moved = i != cur;
  cur = i;
  note();
  if (!has('show')) return s.scrollIntoView();
  if (!moved) return;
  CSS.highlights?.clear();
  doc.querySelectorAll('video, audio').forEach(v => v.pause());
  layout();
  s.scrollTop = 0;
  // Tab goes on from the top of the new slide; focus does not stay there, and not at all leaves the bar.
  if (!bar.contains(doc.activeElement)) {
    s.focus();
    s.blur();
  }
  say(`Slide ${i + 1} of ${slides.length}`, title(s) && ': ' + title(s));
}
// One slide on or back; the keys that scroll (up, down, space) first go to the end of a slide that is larger.
function step(by, key) {
  const s = slides[cur], y = s.scrollTop;
  if (s.tabIndex == 0 && /Up|Down|Space/.test(key)) s.scrollTop += by * s.clientHeight * .8;
  if (y == s.scrollTop) show(cur + by);
}

// Dialogs: the browser gives the focus trap and the way back.
function dialog(name, className = '') {
  const d = add(doc.body, 'dialog', { className, lang: 'en', ariaLabel: name }, make('h2', {}, name));
  button(d, 'Close', 'M5 5l10 10M15 5L5 15', () => d.close());
  d.onkeydown = e => {
    const links = [...d.querySelectorAll(':scope > ol > li > a')], at = links.indexOf(doc.activeElement);
    const columns = d.lastChild.clientWidth / links[0]?.clientWidth | 0;
    const by = { ArrowDown: columns, ArrowUp: -columns, ArrowRight: 1, ArrowLeft: -1 }[d.open && e.key];
    // A link's Enter is the browser's; the field's leads to the first hit. Where the links end, the field follows.
    if (e.key == 'o' && d == grid) d.close();
    else if (e.key == 'Enter' && e.target == field) links[0]?.click();
    else if (by && (at >= 0 || e.key == 'ArrowDown')) (links[at + by] || field).focus();
    else return;
    e.preventDefault();
  };
  return d;
}
// A line of a list that leads to a slide.
function entry(n, then) {
  const a = make('a', { href: '#' + (n + 1) }, n + 1 + ' ', title(slides[n]));
  a.onclick = e => {
    e.preventDefault();
    a.closest('dialog').close();
    show(n);
    then?.();
  };
  return a;
}

// The overview shows copies of the slides, drawn small; they are fitted when they come into view.
const grid = dialog('Overview', 'overview'), tiles = add(grid, 'ol', { lang: root.lang });
const near = new IntersectionObserver(seen => seen.forEach(e => e.isIntersecting && fit(e.target)));
function fill() {
  tiles.replaceChildren(...slides.map((s, n) => {
    const twin = s.cloneNode(true), a = entry(n);
    // No id stands twice, and of what loads only pictures do so again.
    for (const e of [twin, ...twin.querySelectorAll('*')]) {
      e.removeAttribute('id');
      if (e.tagName != 'IMG') e.removeAttribute('src');
    }
    twin.hidden = false;
    near.observe(twin);
    a.ariaCurrent = n == cur;
    return make('li', {}, make('div', { inert: true, ariaHidden: 'true' }, twin), a);
  }));
}
function overview() {
  fill();
  grid.showModal();
  tiles.children[cur].lastChild.focus();
}

// Search. Letters are folded one for one, so that a place in the folded text is a place in the text.
const finder = dialog('Search'), field = add(finder, 'input', { ariaLabel: 'Search', autofocus: true });
const count = add(finder, 'output'), hits = add(finder, 'ol', { lang: root.lang });
const fold = t => t.replace(/[^]/g, c => c.normalize('NFD')[0].toLowerCase()[0]);
const words = () => fold(field.value).match(/\S+/g) || [''];
const text = e => e.nodeType > 3 ? '' : e.data ?? e.alt ?? [...e.childNodes].map(text).join(e.matches('pre *, p *') ? '' : ' ');
field.oninput = () => {
  const all = words(), length = all[0].length;
  hits.replaceChildren();
  slides.forEach((s, n) => {
    const t = text(s).replace(/\s+/g, ' '), f = fold(t);
    if (!length || !all.every(w => f.includes(w))) return;
    const i = f.indexOf(all[0]), j = i + length;
    const li = add(hits, 'li', {}, entry(n, () => paint(s)));
    add(li.firstChild, 'small', {}, t.slice(Math.max(0, i - 40), i), make('mark', {}, t.slice(i, j)), t.slice(j, j + 80));
  });
  count.value = length ? hits.children.length + ' found' : '';
};
// Marks the words in a slide without touching its elements.
function paint(s) {
  if (!CSS.highlights) return;
  const found = new Highlight(), walker = doc.createTreeWalker(s, 4);
  for (let node; node = walker.nextNode();) for (const w of words()) {
    for (let i = -1; (i = fold(node.data).indexOf(w, i + 1)) >= 0;) {
      const r = new Range();
      r.setStart(node, i);
      r.setEnd(node, i + w.length);
      found.add(r);
    }
  }
  CSS.highlights.set('found', found);
}

// The theme: automatic, light or dark. Storage may be forbidden.
let theme = 0;
const dye = () => root.style.colorScheme = ['', 'light', 'dark'][theme %= 3];
try { theme = +localStorage.theme || 0 } catch {}
dye();

const blank = () => say('Screen ' + (root.classList.toggle('blank') ? 'blank' : 'on'));
const help = dialog('Keys'), list = add(help, 'dl'), bar = add(doc.body, 'nav', { ariaLabel: 'Slides' }), acts = {};
// What it does, its keys, how, and its picture in the bar.
for (const [what, keys, act, path] of [
  ['Previous slide', 'ArrowLeft ArrowUp PageUp Backspace', k => step(-1, k), 'M12 4l-6 6 6 6'],
  ['Next slide', 'ArrowRight ArrowDown PageDown Space Enter', k => step(1, k), 'M8 4l6 6-6 6'],
  ['First slide', 'Home', () => show(0)],
  ['Last slide', 'End', () => show(slides.length)],
  ['Slide 12', '1 2'],
  ['Overview', 'o', overview, 'M3 3h14v14H3zM10 3v14M3 10h14'],
  ['Search', '/', () => { finder.showModal(); field.select() }, 'M13 13l4 4M9 3a6 6 0 110 12A6 6 0 119 3'],
  ['Colours', 't', () => {
    theme++;
    say('Colours: ' + (dye() || 'auto'));
    try { localStorage.theme = theme } catch {}
  }, 'M10 3a7 7 0 100 14zM10 3a7 7 0 110 14'],
  ['Keys', '?', () => help.showModal(), 'M7 7a3 3 0 113 3v2M10 15.5v.5'],
  ['Full screen', 'f', () => doc.fullscreenElement ? doc.exitFullscreen() : root.requestFullscreen?.(), 'M3 8V3h5M12 17h5v-5'],
  ['Blank screen', 'b', blank],
  ['Close', 'Escape', () => { type(''); CSS.highlights?.clear() }]
]) {
  const dt = add(list, 'dt');
  add(list, 'dd', {}, what);
  for (const k of keys.split(' ')) {
    acts[k] = act;
    dt.append(make('kbd', {}, k.replace('Arrow', '')), ' ');
  }
  if (path) button(bar, what, path, act);
}

// Digits wait for the next one, for Enter, or for a short while.
function type(t) {
  clearTimeout(typing);
  typed = t;
  set(root, '--typed', t && `"→ ${t}"`);
  if (t) typing = setTimeout(jump, 1200);
}
function jump() {
  show(typed - 1);
  type('');
}
addEventListener('keydown', e => {
  const t = e.target, k = e.key == ' ' ? 'Space' : e.key;
  if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented || doc.querySelector('dialog[open]')) return;
  // (A dialog just closed keeps the focus until the next frame.)
  if (t.closest('input, textarea, select, video, audio, [contenteditable]')?.checkVisibility()) return;
  // Buttons and links keep their own keys, wide code its arrows, and the document its scrolling.
  let act = acts[k];
  if (/Space|Enter/.test(k) && t.closest('a, button, summary')) return;
  if (/Left|Right/.test(k) && wide(t)) return;
  if (!has('show') && /Up|Down|Space|Enter|Home|End|Back/.test(k)) act = 0;
  if (k == 'Space' && e.shiftKey) act = acts.PageUp;
  if (/^\d$/.test(k)) act = () => type(typed + k);
  if (k == 'Enter' && typed) act = jump;
  if (has('blank')) act = blank;
  if (!act) return;
  e.preventDefault();
  act(k);
});

// Touch: a swipe to the side, unless it scrolls wide code or zooms.
addEventListener('pointerdown', e => {
  from = has('show') && e.isPrimary && e.pointerType == 'touch' && !e.target.closest('dialog, nav, video') && !wide(e.target.closest('pre, body')) && e;
});
addEventListener('pointerup', e => {
  const x = e.x - from?.x;
  if (Math.abs(x) > Math.max(50, 2 * Math.abs(e.y - from.y))) step(x < 0 ? 1 : -1);
});

// The bar rests while nobody points at anything.
const wake = () => {
  clearTimeout(resting);
  root.classList.remove('idle');
  resting = setTimeout(() => root.classList.add('idle'), 2500);
};
addEventListener('pointermove', wake);
addEventListener('click', e => {
  wake();
  if (has('blank')) blank();
  // A button gives the focus of a pointer back, so that Space is a step again.
  if (e.detail) e.target.closest('[title]')?.blur();
});
wake();

// In the document, the slide at the top of the window is the current one.
addEventListener('scroll', () => {
  wake();
  const n = slides.findLastIndex(s => s.getBoundingClientRect().y < 60);
  if (has('show') || n < 0 || n == cur) return;
  cur = n;
  note();
});
// Deep links: a slide's number, or anything in a slide.
const place = () => slides.indexOf(doc.getElementById(location.hash.slice(1))?.closest('main > section'));
addEventListener('hashchange', () => has('show') && place() >= 0 && show(place()));
addEventListener('resize', layout);

// Paper: every slide is fitted to the page's size.
addEventListener('beforeprint', () => {
  root.className = 'paper';
  slides.forEach(s => {
    s.hidden = false;
    fit(s, .3);
  });
  root.className = '';
});
addEventListener('afterprint', layout);

// What reload.js may use, and nothing more.
window.slidectl = { current: () => cur, overview, show, update };
update(0);
update(place());
})();
