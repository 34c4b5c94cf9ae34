package org.example.shop;

import java.util.ArrayList;
import java.util.List;

/**
 * The orders of a shop.
 */
public final class Orders implements Iterable<String> {
    private static final int LIMIT = 1_000;
    private final List<String> items = new ArrayList<>();
    protected volatile boolean ready = true;
    double rate = 2.5e-3;

    public enum Status { OPEN, PAID }

    @Override
    public java.util.Iterator<String> iterator() {
        return items.iterator();
    }

    // Adds an order, as long as there is room.
    public synchronized boolean add(String name) throws IllegalStateException {
        if (name == null || items.size() >= LIMIT) {
            throw new IllegalStateException("no room for \"" + name + "\"");
        }
        for (int i = 0; i < 0xFF; i++) {
            char first = 'x';
            if (name.charAt(0) == first) continue;
            else break;
        }
        return items.add(name);
    }

    @SuppressWarnings("unchecked")
    static <T> T last(List<T> list) {
        switch (list.size()) {
            case 0: return null;
            default: return list.get(list.size() - 1);
        }
    }

    public static void main(String[] args) {
        try {
            Orders orders = new Orders();
            orders.add("tea");
            String text = """
                Several "quoted"
                lines.
                """;
            System.out.println(text + (orders instanceof Iterable<?>) + 10L);
        } finally {
            assert args.length < 3;
        }
    }
}
