/* A list of orders,
 * linked in one direction. */
#include <stdio.h>
#include <stdlib.h>
#include "list.h"

#define MAX_ITEMS 16
#define SQUARE(x) \
    ((x) * (x))

typedef struct order {
    unsigned int id;
    char name[MAX_ITEMS];
    struct order *next;
} order;

static const double rate = 2.5e-3;

// Puts an order in front.
static order *push(order *head, unsigned int id)
{
    order *node = malloc(sizeof *node);
    if (node == NULL)
        return head;
    node->id = id;
    node->name[0] = '\0';
    node->next = head;
    return node;
}

int main(int argc, char **argv)
{
    order *head = NULL;
    size_t count = 0;
    for (int i = 0; i < 10; i++) {
        head = push(head, 0xFFu + i);
        count++;
    }
    while (head) {
        order *next = head->next;
        printf("order %u of %zu: \"%s\"\n", head->id, count, head->name);
        free(head);
        head = next;
    }
    switch (argc) {
    case 1: break;
    default: fputs(argv[1], stderr);
    }
#ifdef DEBUG
    printf("%f %c\n", rate * SQUARE(3), 'x');
#endif
    return EXIT_SUCCESS;
}
