// live.js: hears of changes to the deck's files while slidectl serves the page. What to do about a change is in
// reload.js, which the server sends ahead of the first one: few who look at a lecture see it edited.
{
const doc = document;
let address = doc.body.dataset.events, script;
// What a full reload kept is put back by reload.js, too. Storage may be forbidden.
try { if (sessionStorage['slidectl.reload']) address += '&script=1' } catch {}
// The browser reconnects the stream by itself, and the server then sends what was missed.
new EventSource(address).onmessage = e => {
  const message = JSON.parse(e.data);
  // The page's policy names this one text by its hash.
  if (message.type == 'script') script ??= doc.head.appendChild(Object.assign(doc.createElement('script'), { textContent: message.text }));
  // Where nobody takes the message, another slidectl answers by now, and its script isn't allowed here.
  else if (dispatchEvent(new CustomEvent('slidectl', { cancelable: true, detail: message }))) location.reload();
};
}
