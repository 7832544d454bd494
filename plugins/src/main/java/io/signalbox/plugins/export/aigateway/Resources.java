package io.signalbox.plugins.export.aigateway;

import io.signalbox.plugins.export.Address;
import io.signalbox.plugins.export.text.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Kubernetes' resources for the gateway and the servers behind it, each once. Belongs to one
/// thread.
final class Resources {
  static final String NAME = "signalbox";
  static final String ROUTES = "aigateway.envoyproxy.io/v1beta1";

  private static final String GATEWAY = "gateway.networking.k8s.io";
  private static final String ENVOY = "gateway.envoyproxy.io";

  private final List<Map<String, Object>> written = new ArrayList<>();
  private final Map<String, String> backends = new LinkedHashMap<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();

  Resources() {
    add("gateway.networking.k8s.io/v1", "GatewayClass", NAME)
        .put("controllerName", "gateway.envoyproxy.io/gatewayclass-controller");
    var gateway = add("gateway.networking.k8s.io/v1", "Gateway", NAME);
    gateway.put("gatewayClassName", NAME);
    gateway.put("listeners", List.of(map("name", "http", "protocol", "HTTP", "port", 1975)));
    var buffer = add(ENVOY + "/v1alpha1", "ClientTrafficPolicy", NAME);
    buffer.put("targetRefs", List.of(ref(GATEWAY, "Gateway", NAME)));
    buffer.put("connection", Map.of("bufferLimit", "32Mi"));
  }

  /// In the order in which they were asked for.
  List<Map<String, Object>> written() {
    return written;
  }

  /// A resource's empty specification.
  Map<String, Object> add(String version, String kind, String name) {
    var spec = new LinkedHashMap<String, Object>();
    var resource = map("apiVersion", version, "kind", kind, "metadata", Map.of("name", name));
    resource.put("spec", spec);
    written.add(resource);
    return spec;
  }

  static Map<String, Object> map(Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static Map<String, Object> ref(String group, String kind, String name) {
    return map("group", group, "kind", kind, "name", name);
  }

  static Map<String, Object> parent() {
    return ref(GATEWAY, "Gateway", NAME);
  }

  /// A name as Kubernetes takes it.
  static String name(String wish, Iterable<String> taken) {
    String plain =
        wish.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String cut = plain.isEmpty() ? "x" : plain.substring(0, Math.min(40, plain.length()));
    String base = cut.replaceAll("-+$", "");
    String name = base;
    for (int i = 2; contains(taken, name); i++) {
      name = base + "-" + i;
    }
    return name;
  }

  private static boolean contains(Iterable<String> some, String name) {
    for (String each : some) {
      if (each.equals(name)) {
        return true;
      }
    }
    return false;
  }

  /// The name of the server of a model, with its key.
  String backend(Address address) {
    String same = address.dialect() + " " + address.url() + " " + address.key().orElse("");
    String known = backends.get(same);
    if (known != null) {
      return known;
    }
    String name = name(address.model().provider(), backends.values());
    backends.put(same, name);
    boolean anthropic = address.dialect().equals("anthropic");
    String path = address.url().getRawPath() + (anthropic ? "/v1" : "");
    var schema = map("name", anthropic ? "Anthropic" : "OpenAI", "prefix", path);
    server(name, schema, address.host(), address.port(), address.url().getScheme().equals("https"));
    address.key().ifPresent(key -> key(name, key, anthropic));
    return name;
  }

  /// The name of a server that does not exist (RFC 2606).
  String nobody() {
    return backends.computeIfAbsent(
        "",
        none -> {
          String name = name("refused", backends.values());
          server(name, Map.of("name", "OpenAI"), "refused.invalid", 80, false);
          return name;
        });
  }

  private void server(
      String name, Map<String, Object> schema, String host, int port, boolean safe) {
    var service = add(ROUTES, "AIServiceBackend", name);
    service.put("schema", schema);
    service.put("backendRef", ref(ENVOY, "Backend", name));
    boolean number = host.matches("[0-9.]+|\\[.*]");
    var at =
        number
            ? Map.of("ip", map("address", host.replaceAll("[\\[\\]]", ""), "port", port))
            : Map.of("fqdn", map("hostname", host, "port", port));
    add(ENVOY + "/v1alpha1", "Backend", name).put("endpoints", List.of(at));
    if (safe) {
      var tls = add("gateway.networking.k8s.io/v1alpha3", "BackendTLSPolicy", name);
      tls.put("targetRefs", List.of(ref(ENVOY, "Backend", name)));
      tls.put("validation", map("wellKnownCACertificates", "System", "hostname", host));
    }
  }

  private void key(String name, String variable, boolean anthropic) {
    var policy = add(ROUTES, "BackendSecurityPolicy", name);
    policy.put("targetRefs", List.of(ref("aigateway.envoyproxy.io", "AIServiceBackend", name)));
    policy.put("type", anthropic ? "AnthropicAPIKey" : "APIKey");
    policy.put(
        anthropic ? "anthropicAPIKey" : "apiKey",
        Map.of("secretRef", Map.of("name", secret(variable))));
  }

  private String secret(String variable) {
    return secrets.computeIfAbsent(
        variable,
        each -> {
          String name = name(each, secrets.values());
          written.add(
              map(
                  "apiVersion",
                  "v1",
                  "kind",
                  "Secret",
                  "metadata",
                  Map.of("name", name),
                  "stringData",
                  Map.of("apiKey", new YamlText.Raw("\"${" + variable + "}\""))));
          return name;
        });
  }

  /// How a rule tries its models in turn.
  ///
  /// @param rule its name
  void retries(String rule, int retries, int each, List<Integer> statuses, boolean unreached) {
    var policy = add(ENVOY + "/v1alpha1", "BackendTrafficPolicy", NAME + "-" + rule);
    var target = map("group", GATEWAY, "kind", "HTTPRoute", "name", NAME, "sectionName", rule);
    policy.put("targetRefs", List.of(target));
    var triggers = new ArrayList<>(List.of("retriable-status-codes"));
    if (unreached) {
      triggers.addAll(List.of("connect-failure", "refused-stream", "reset-before-request"));
    }
    policy.put(
        "retry",
        map(
            "numRetries",
            retries,
            "numAttemptsPerPriority",
            each,
            "perRetry",
            Map.of("backOff", map("baseInterval", "100ms", "maxInterval", "1s")),
            "retryOn",
            map("httpStatusCodes", statuses, "triggers", triggers)));
  }
}
