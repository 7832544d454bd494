package io.signalbox.plugins.export;

import java.net.URI;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Writes nginx.conf. Nothing that a person named goes into it: only checked addresses, statuses,
/// numbers and names of variables.
final class NginxConf {
  private static final String HEAD =
      """
      load_module /usr/lib/nginx/modules/ngx_http_js_module.so;
      pid nginx.pid;
      error_log error.log warn;
      """;

  private static final String HTTP =
      """
      events { worker_connections 1024; }
      http {
        access_log off;
        server_tokens off;
        client_body_temp_path tmp-body;
        proxy_temp_path tmp-proxy;
        fastcgi_temp_path tmp-fastcgi;
        uwsgi_temp_path tmp-uwsgi;
        scgi_temp_path tmp-scgi;
        js_import signalbox from route.js;
        js_var $sb_way;
        js_var $sb_hop;
        js_var $sb_auth;
        js_var $sb_body;
      """;

  private static final String SERVER =
      """
        server {
          listen 127.0.0.1:8080;
          client_max_body_size 16m;
          client_body_buffer_size 16m;
          proxy_http_version 1.1;
          proxy_buffering off;
          proxy_connect_timeout 5s;
          proxy_next_upstream off;
          proxy_pass_request_headers off;
          proxy_ssl_server_name on;
          proxy_ssl_verify on;
          proxy_ssl_verify_depth 4;
          proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
          recursive_error_pages on;
          location = /v1/chat/completions {
            limit_except POST { deny all; }
            js_content signalbox.route;
          }
          location @next { js_content signalbox.next; }
          location / { return 404; }
      """;

  private final NginxTable table;

  NginxConf(NginxTable table) {
    this.table = table;
  }

  String text() {
    var out = new StringBuilder(HEAD);
    var keys = new TreeSet<String>();
    table.models.addresses().forEach(address -> address.key().ifPresent(keys::add));
    keys.forEach(key -> out.append("env ").append(key).append(";\n"));
    out.append(HTTP);
    origins().forEach(origin -> out.append(upstream(origin)));
    out.append(SERVER);
    for (int model = 0; model < table.models.addresses().size(); model++) {
      locations(model, out);
    }
    return out.append("  }\n}\n").toString();
  }

  private List<String> origins() {
    return table.models.addresses().stream().map(NginxConf::origin).distinct().toList();
  }

  private static String origin(Address address) {
    return address.host() + ":" + address.port();
  }

  private String upstream(String origin) {
    return "  upstream sb_%d { server %s; keepalive 32; }%n"
        .formatted(origins().indexOf(origin), origin)
        .replace("\r\n", "\n");
  }

  private void locations(int model, StringBuilder out) {
    for (int timeout = 0; timeout < table.timeouts.size(); timeout++) {
      out.append(location(model, "end", timeout, ""));
      for (int on = 0; on < table.statuses.size(); on++) {
        String codes =
            table.statuses.get(on).stream().map(String::valueOf).collect(Collectors.joining(" "));
        out.append(
            location(
                model,
                String.valueOf(on),
                timeout,
                "      proxy_intercept_errors on;\n      error_page " + codes + " = @next;\n"));
      }
    }
  }

  private String location(int model, String on, int timeout, String errors) {
    Address address = table.models.addresses().get(model);
    URI url = address.url();
    return """
        location = /signalbox/%d/%s/%d {
          internal;
    %s      proxy_read_timeout %dms;
          proxy_set_header Host %s;
          proxy_set_header Connection "";
          proxy_set_header Content-Type application/json;
          proxy_set_header Authorization $sb_auth;
          proxy_set_body $sb_body;
          proxy_ssl_name %s;
          proxy_pass %s://sb_%d%s/chat/completions;
        }
    """
        .formatted(
            model,
            on,
            timeout,
            errors,
            table.timeouts.get(timeout),
            url.getRawAuthority(),
            address.host(),
            url.getScheme(),
            origins().indexOf(origin(address)),
            url.getRawPath());
  }
}
