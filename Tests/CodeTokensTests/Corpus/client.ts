// A typed client for the shop.
import type { Order } from "./order";

export interface Page<T> {
  readonly items: T[];
  next?: string;
}

export type Status = "open" | "paid" | "sent";

enum Level { Low = 1, High = 10 }

abstract class Client {
  private cache: Map<string, Order> = new Map();
  protected level: Level = Level.High;

  constructor(public readonly base: string, private retries: number = 3) {}

  abstract close(): void;

  async page(status: Status, after: string | null = null): Promise<Page<Order>> {
    const url = new URL(`/orders?status=${status}`, this.base);
    if (after !== null) url.searchParams.set("after", after);
    const response = await fetch(url);
    const body: unknown = await response.json();
    return body as Page<Order>;
  }

  keep(order: Order): boolean {
    /* Only the first counts. */
    if (this.cache.has(order.id)) return false;
    this.cache.set(order.id, order);
    return true;
  }
}

function isPaid(status: any): status is Status {
  return typeof status === 'string' && status == "paid";
}

export default Client;
