package io.signalbox.plugins.export;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes nginx.conf. Nothing that a person named goes into it: only checked addresses, statuses,
/// numbers and names of variables.
///
/// @param addresses the models, by number
/// @param times how long nginx may wait for the next byte, in milliseconds
/// @param leadsOn sets of classes of failures after which a stream goes on to another model; the
///   last has all
record NginxConf(List<Address> addresses, List<Long> times, List<Set<FailureClass>> leadsOn) {
  /// How long nginx waits for the next byte when no node says so, in milliseconds.
  private static final long PATIENCE = 600_000;

  /// Locations grow with these; what needs more goes on after every failure and asks route.js.
  private static final int MOST_SETS = 24;

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
        js_var $sb_auth;
        js_var $sb_body;
        js_var $sb_status;
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
          subrequest_output_buffer_size 8m;
          location = /v1/chat/completions {
            limit_except POST { deny all; }
            js_content signalbox.route;
          }
          location @next { js_content signalbox.next; }
          location / { return 404; }
      """;

  static NginxConf of(RoutingGraph graph, List<Address> addresses) {
    var fallbacks =
        graph.nodes().values().stream()
            .filter(FallbackNode.class::isInstance)
            .map(FallbackNode.class::cast)
            .toList();
    var times = new LinkedHashSet<>(List.of(PATIENCE));
    fallbacks.stream()
        .flatMap(node -> Stream.concat(node.firstToken().stream(), node.total().stream()))
        .map(Duration::toMillis)
        .forEach(times::add);
    return new NginxConf(addresses, List.copyOf(times), sets(graph));
  }

  /// What one or several nodes on a way lead on after.
  private static List<Set<FailureClass>> sets(RoutingGraph graph) {
    var sets = new LinkedHashSet<Set<FailureClass>>();
    for (Node node : graph.nodes().values()) {
      Set<FailureClass> on = node instanceof FallbackNode fallback ? fallback.on() : usual(node);
      for (Set<FailureClass> each : sets.stream().limit(MOST_SETS).toList()) {
        sets.add(union(each, on));
      }
      sets.add(union(on, Set.of()));
    }
    sets.remove(Set.<FailureClass>of());
    var all = new ArrayList<>(sets.stream().limit(MOST_SETS).toList());
    Set<FailureClass> every = union(Arrays.asList(FailureClass.values()), Set.of());
    all.remove(every);
    all.add(every);
    return all;
  }

  private static Set<FailureClass> usual(Node node) {
    return node.failover().isPresent() ? FallbackNode.USUAL : Set.of();
  }

  private static Set<FailureClass> union(
      java.util.Collection<FailureClass> a, Set<FailureClass> b) {
    var both = new TreeSet<>(a);
    both.addAll(b);
    return both;
  }

  /// The sets for route.js, which finds them by the classes' names in order.
  List<String> classes() {
    return leadsOn.stream()
        .map(set -> set.stream().map(FailureClass::id).sorted().collect(Collectors.joining(" ")))
        .toList();
  }

  String text() {
    var out = new StringBuilder(HEAD);
    var keys = new TreeSet<String>();
    addresses.forEach(address -> address.key().ifPresent(keys::add));
    keys.forEach(key -> out.append("env ").append(key).append(";\n"));
    out.append(HTTP);
    origins().forEach(origin -> out.append(upstream(origin)));
    out.append(SERVER);
    for (int model = 0; model < addresses.size(); model++) {
      locations(model, out);
    }
    return out.append("  }\n}\n").toString();
  }

  private List<String> origins() {
    return addresses.stream().map(NginxConf::origin).distinct().toList();
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
    for (int time = 0; time < times.size(); time++) {
      out.append(location(model, "end", time, ""));
      for (int set = 0; set < leadsOn.size(); set++) {
        String codes =
            Statuses.of(leadsOn.get(set)).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        String errors =
            codes.isEmpty()
                ? ""
                : "      proxy_intercept_errors on;\n      error_page " + codes + " = @next;\n";
        out.append(location(model, String.valueOf(set), time, errors));
      }
    }
  }

  private String location(int model, String on, int time, String errors) {
    Address address = addresses.get(model);
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
            time,
            errors,
            times.get(time),
            url.getRawAuthority(),
            address.host(),
            url.getScheme(),
            origins().indexOf(origin(address)),
            url.getRawPath());
  }
}
