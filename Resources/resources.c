#include "CResources.h"

#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

// One line a file: its variable, then its row in the table below.
static const unsigned char base_css[] = {
#embed "web/base.css"
};
static const unsigned char deck_css[] = {
#embed "web/deck.css"
};
static const unsigned char article_css[] = {
#embed "web/article.css"
};
static const unsigned char index_css[] = {
#embed "web/index.css"
};
static const unsigned char deck_js[] = {
#embed "web/deck.js"
};
static const unsigned char reload_js[] = {
#embed "web/reload.js"
};
static const unsigned char new_slide[] = {
#embed "new/lectures/01-first.slide"
};
static const unsigned char new_picture[] = {
#embed "new/assets/picture.svg"
};
static const unsigned char new_settings[] = {
#embed "new/slidectl.yaml"
};
// The page that explains all diagnostics is where their ids are known from.
static const unsigned char diagnostics[] = {
#embed "../docs/diagnostics.md"
};
// The images of the embedded engine.
static const unsigned char image_alpine[] = {
#embed "images/alpine.yaml"
};
static const unsigned char image_busybox[] = {
#embed "images/busybox.yaml"
};
static const unsigned char image_debian[] = {
#embed "images/debian.yaml"
};
static const unsigned char image_hello_world[] = {
#embed "images/hello-world.yaml"
};
static const unsigned char image_ubuntu[] = {
#embed "images/ubuntu.yaml"
};

static const struct slidectl_resource resources[] = {
    {"web/base.css", base_css, sizeof base_css},
    {"web/deck.css", deck_css, sizeof deck_css},
    {"web/article.css", article_css, sizeof article_css},
    {"web/index.css", index_css, sizeof index_css},
    {"web/deck.js", deck_js, sizeof deck_js},
    {"web/reload.js", reload_js, sizeof reload_js},
    {"new/lectures/01-first.slide", new_slide, sizeof new_slide},
    {"new/assets/picture.svg", new_picture, sizeof new_picture},
    {"new/slidectl.yaml", new_settings, sizeof new_settings},
    {"diagnostics.md", diagnostics, sizeof diagnostics},
    {"images/alpine.yaml", image_alpine, sizeof image_alpine},
    {"images/busybox.yaml", image_busybox, sizeof image_busybox},
    {"images/debian.yaml", image_debian, sizeof image_debian},
    {"images/hello-world.yaml", image_hello_world, sizeof image_hello_world},
    {"images/ubuntu.yaml", image_ubuntu, sizeof image_ubuntu},
};

const struct slidectl_resource *slidectl_resource_named(const char *name) {
    for (size_t index = 0; index < sizeof resources / sizeof resources[0]; index++) {
        if (strcmp(resources[index].name, name) == 0) return &resources[index];
    }
    return NULL;
}

const struct slidectl_resource *slidectl_resource_at(size_t index) {
    return index < sizeof resources / sizeof resources[0] ? &resources[index] : NULL;
}
