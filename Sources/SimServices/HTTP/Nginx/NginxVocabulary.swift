/// The directives that change nothing that a client of this server could see, and those that would.
enum NginxVocabulary {
    /// Taken, without effect: they tune what isn't there, such as buffers, threads and time limits.
    private static let tuning: Set<String> = [
        "user", "pid", "worker_connections", "worker_rlimit_nofile", "worker_cpu_affinity", "multi_accept",
        "use",
        "accept_mutex", "sendfile", "tcp_nopush", "tcp_nodelay", "keepalive_timeout", "keepalive_requests",
        "keepalive", "types_hash_max_size", "types_hash_bucket_size", "server_names_hash_bucket_size",
        "server_names_hash_max_size", "variables_hash_max_size", "client_body_buffer_size",
        "client_header_buffer_size", "large_client_header_buffers", "client_body_timeout",
        "client_header_timeout",
        "client_body_temp_path", "send_timeout", "reset_timedout_connection", "open_file_cache", "gzip",
        "gzip_types",
        "gzip_vary", "gzip_proxied", "gzip_comp_level", "gzip_min_length", "gzip_buffers",
        "gzip_http_version",
        "gzip_disable", "gzip_static", "proxy_http_version", "proxy_connect_timeout", "proxy_read_timeout",
        "proxy_send_timeout", "proxy_buffering", "proxy_buffers", "proxy_buffer_size",
        "proxy_busy_buffers_size",
        "proxy_temp_path", "proxy_request_buffering", "proxy_socket_keepalive", "fastcgi_temp_path",
        "uwsgi_temp_path", "scgi_temp_path", "zone", "lingering_close", "log_not_found", "charset", "etag",
        "aio", "directio", "output_buffers", "postpone_output", "resolver", "resolver_timeout", "env",
        "worker_shutdown_timeout", "pcre_jit", "timer_resolution", "thread_pool", "lock_file",
        "master_process",
        // Nothing here takes long: who has the fewest connections is whose turn it is.
        "least_conn",
        "http2", "max_ranges", "merge_slashes", "server_name_in_redirect", "underscores_in_headers",
    ]

    /// nginx knows them, this model doesn't.
    private static let unmodelled: Set<String> = [
        "rewrite", "if", "set", "map", "geo", "split_clients", "sub_filter", "auth_basic",
        "auth_basic_user_file",
        "auth_request", "limit_req", "limit_req_zone", "limit_conn", "limit_conn_zone", "limit_rate",
        "limit_except", "proxy_cache", "proxy_cache_path", "proxy_cache_valid", "proxy_cache_key",
        "proxy_redirect",
        "proxy_hide_header", "proxy_pass_header", "proxy_intercept_errors", "proxy_next_upstream",
        "proxy_cookie_path", "proxy_cookie_domain", "proxy_set_body", "proxy_method", "proxy_bind",
        "proxy_ssl_verify", "proxy_ssl_server_name", "fastcgi_pass", "fastcgi_param", "fastcgi_index",
        "fastcgi_split_path_info", "uwsgi_pass", "scgi_pass", "grpc_pass", "memcached_pass",
        "ssl_certificate",
        "ssl_certificate_key", "ssl_protocols", "ssl_ciphers", "ssl_session_cache", "ssl_session_timeout",
        "ssl_prefer_server_ciphers", "expires", "ip_hash", "hash", "random", "stream", "mail",
        "load_module", "internal", "error_log_debug", "mirror", "satisfy", "real_ip_header",
        "set_real_ip_from",
        "stub_status", "perl", "js_import", "dav_methods", "autoindex_format", "autoindex_exact_size",
        "autoindex_localtime", "absolute_redirect", "port_in_redirect", "valid_referers", "secure_link",
        "slice",
        "image_filter", "xslt_stylesheet", "empty_gif", "flv", "mp4", "random_index", "userid", "ssi",
        "break",
        "rewrite_log", "recursive_error_pages", "open_log_file_cache", "chunked_transfer_encoding",
        "if_modified_since",
        "ignore_invalid_headers", "disable_symlinks", "msie_padding", "try_files", "return", "alias",
        "proxy_pass",
        "listen", "server_name", "location", "server", "upstream", "root", "index", "http", "events",
        "log_format",
    ]

    /// Says what nginx says of a directive that stands where it may not, or doesn't exist.
    static func check(_ directive: NginxDirective, in context: String) throws(NginxProblem) {
        if tuning.contains(directive.name) { return }
        // No address of an answer is rewritten.
        if directive.name == "proxy_redirect", directive.arguments == ["off"], context != "main" { return }
        guard unmodelled.contains(directive.name) else {
            throw NginxProblem("unknown directive \"\(directive.name)\"", at: directive)
        }
        let places: [String: Set<String>] = [
            "listen": ["server"], "server_name": ["server"], "location": ["server", "location"],
            "server": ["http", "upstream"], "upstream": ["http"], "proxy_pass": ["location"],
            "alias": ["location"],
            "return": ["server", "location"], "try_files": ["server", "location"], "log_format": ["http"],
            "root": ["http", "server", "location"], "index": ["http", "server", "location"], "http": ["main"],
            "events": ["main"],
        ]
        if let allowed = places[directive.name], !allowed.contains(context) {
            throw NginxProblem("\"\(directive.name)\" directive is not allowed here", at: directive)
        }
        throw NginxProblem.notModelled("the \"\(directive.name)\" directive is", at: directive)
    }
}
