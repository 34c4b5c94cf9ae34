// Shows the orders of a shop.
import { format } from "./format.js";

/**
 * A list of orders.
 */
export class Orders extends EventTarget {
  #items = [];
  static limit = 0x20;

  constructor(items = null) {
    super();
    this.#items = items ?? [];
  }

  get total() {
    return this.#items.reduce((sum, { price }) => sum + price, 0.0);
  }

  async load(url) {
    try {
      const response = await fetch(url, { headers: { Accept: 'application/json' } });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      for (const item of await response.json()) this.#items.push(item);
    } catch (error) {
      console.error("it's broken", error);
      return false;
    } finally {
      this.dispatchEvent(new Event("change"));
    }
    return true;
  }
}

function slug(name) {
  const words = /[^a-z0-9/]+/gi;
  let half = name.length / 2;
  var last = undefined;
  while (half > 1e3) half -= 1;
  switch (typeof name) {
    case "string": return name.toLowerCase().replace(words, "-");
    default: return last;
  }
}

document.addEventListener("click", (event) => {
  const line = `${slug(event.type)}: ${format(`a${1}b`)}`;
  delete event.target.dataset.x;
  console.log(line, event instanceof MouseEvent, 10n ** 2n);
});
