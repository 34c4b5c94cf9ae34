#include "CResources.h"

#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

// Style sheets and scripts are embedded as scripts/make-web makes them.
// One line a file: its variable, then its row in the table below.
static const unsigned char base_css[] = {
#embed "web/small/base.css"
};
static const unsigned char deck_css[] = {
#embed "web/small/deck.css"
};
static const unsigned char article_css[] = {
#embed "web/small/article.css"
};
static const unsigned char index_css[] = {
#embed "web/small/index.css"
};
static const unsigned char deck_js[] = {
#embed "web/small/deck.js"
};
static const unsigned char live_js[] = {
#embed "web/small/live.js"
};
static const unsigned char reload_js[] = {
#embed "web/small/reload.js"
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
static const unsigned char image_adminer[] = {
#embed "images/adminer.yaml"
};
static const unsigned char image_agnhost[] = {
#embed "images/agnhost.yaml"
};
static const unsigned char image_alpine[] = {
#embed "images/alpine.yaml"
};
static const unsigned char image_busybox[] = {
#embed "images/busybox.yaml"
};
static const unsigned char image_curl[] = {
#embed "images/curl.yaml"
};
static const unsigned char image_debian[] = {
#embed "images/debian.yaml"
};
static const unsigned char image_eclipse_temurin[] = {
#embed "images/eclipse-temurin.yaml"
};
static const unsigned char image_golang[] = {
#embed "images/golang.yaml"
};
static const unsigned char image_hello_world[] = {
#embed "images/hello-world.yaml"
};
static const unsigned char image_httpd[] = {
#embed "images/httpd.yaml"
};
static const unsigned char image_jocatalin_bootcamp[] = {
#embed "images/jocatalin-kubernetes-bootcamp.yaml"
};
static const unsigned char image_k8s_busybox[] = {
#embed "images/k8s-busybox.yaml"
};
static const unsigned char image_kubernetes_bootcamp[] = {
#embed "images/kubernetes-bootcamp.yaml"
};
static const unsigned char image_mariadb[] = {
#embed "images/mariadb.yaml"
};
static const unsigned char image_maven[] = {
#embed "images/maven.yaml"
};
static const unsigned char image_mongo[] = {
#embed "images/mongo.yaml"
};
static const unsigned char image_mysql[] = {
#embed "images/mysql.yaml"
};
static const unsigned char image_nginx[] = {
#embed "images/nginx.yaml"
};
static const unsigned char image_nginx_slim[] = {
#embed "images/nginx-slim.yaml"
};
static const unsigned char image_node[] = {
#embed "images/node.yaml"
};
static const unsigned char image_php[] = {
#embed "images/php.yaml"
};
static const unsigned char image_postgres[] = {
#embed "images/postgres.yaml"
};
static const unsigned char image_python[] = {
#embed "images/python.yaml"
};
static const unsigned char image_rabbitmq[] = {
#embed "images/rabbitmq.yaml"
};
static const unsigned char image_redis[] = {
#embed "images/redis.yaml"
};
static const unsigned char image_registry[] = {
#embed "images/registry.yaml"
};
static const unsigned char image_ryuk[] = {
#embed "images/ryuk.yaml"
};
static const unsigned char image_ubuntu[] = {
#embed "images/ubuntu.yaml"
};
static const unsigned char image_whoami[] = {
#embed "images/whoami.yaml"
};
static const unsigned char image_wordpress[] = {
#embed "images/wordpress.yaml"
};

static const struct slidectl_resource resources[] = {
    {"web/base.css", base_css, sizeof base_css},
    {"web/deck.css", deck_css, sizeof deck_css},
    {"web/article.css", article_css, sizeof article_css},
    {"web/index.css", index_css, sizeof index_css},
    {"web/deck.js", deck_js, sizeof deck_js},
    {"web/live.js", live_js, sizeof live_js},
    {"web/reload.js", reload_js, sizeof reload_js},
    {"new/lectures/01-first.slide", new_slide, sizeof new_slide},
    {"new/assets/picture.svg", new_picture, sizeof new_picture},
    {"new/slidectl.yaml", new_settings, sizeof new_settings},
    {"diagnostics.md", diagnostics, sizeof diagnostics},
    {"images/adminer.yaml", image_adminer, sizeof image_adminer},
    {"images/agnhost.yaml", image_agnhost, sizeof image_agnhost},
    {"images/alpine.yaml", image_alpine, sizeof image_alpine},
    {"images/busybox.yaml", image_busybox, sizeof image_busybox},
    {"images/curl.yaml", image_curl, sizeof image_curl},
    {"images/debian.yaml", image_debian, sizeof image_debian},
    {"images/eclipse-temurin.yaml", image_eclipse_temurin, sizeof image_eclipse_temurin},
    {"images/golang.yaml", image_golang, sizeof image_golang},
    {"images/hello-world.yaml", image_hello_world, sizeof image_hello_world},
    {"images/httpd.yaml", image_httpd, sizeof image_httpd},
    {"images/jocatalin-kubernetes-bootcamp.yaml", image_jocatalin_bootcamp, sizeof image_jocatalin_bootcamp},
    {"images/k8s-busybox.yaml", image_k8s_busybox, sizeof image_k8s_busybox},
    {"images/kubernetes-bootcamp.yaml", image_kubernetes_bootcamp, sizeof image_kubernetes_bootcamp},
    {"images/mariadb.yaml", image_mariadb, sizeof image_mariadb},
    {"images/maven.yaml", image_maven, sizeof image_maven},
    {"images/mongo.yaml", image_mongo, sizeof image_mongo},
    {"images/mysql.yaml", image_mysql, sizeof image_mysql},
    {"images/nginx.yaml", image_nginx, sizeof image_nginx},
    {"images/nginx-slim.yaml", image_nginx_slim, sizeof image_nginx_slim},
    {"images/node.yaml", image_node, sizeof image_node},
    {"images/php.yaml", image_php, sizeof image_php},
    {"images/postgres.yaml", image_postgres, sizeof image_postgres},
    {"images/python.yaml", image_python, sizeof image_python},
    {"images/rabbitmq.yaml", image_rabbitmq, sizeof image_rabbitmq},
    {"images/redis.yaml", image_redis, sizeof image_redis},
    {"images/registry.yaml", image_registry, sizeof image_registry},
    {"images/ryuk.yaml", image_ryuk, sizeof image_ryuk},
    {"images/ubuntu.yaml", image_ubuntu, sizeof image_ubuntu},
    {"images/whoami.yaml", image_whoami, sizeof image_whoami},
    {"images/wordpress.yaml", image_wordpress, sizeof image_wordpress},
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
