package io.signalbox.plugins.importer.nginx;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Durations;
import io.signalbox.plugins.importer.Fallbacks;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.PathRoutes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The locations of all servers, those first that nginx looks at first. Belongs to one thread.
final class Locations {
  private static final Set<String> KEY_HEADERS = Set.of("authorization", "x-api-key", "api-key");

  private final ConfigValue http;
  private final Upstreams upstreams;
  private final Choices choices;
  private final GraphDraft draft;
  private final Fallbacks fallbacks;
  private final Map<String, Optional<String>> made = new HashMap<>();
  private final Set<String> within = new HashSet<>();

  Locations(ConfigValue http, Upstreams upstreams, GraphDraft draft) {
    this.http = http;
    this.upstreams = upstreams;
    this.choices = new Choices(http, draft);
    this.draft = draft;
    this.fallbacks = new Fallbacks(draft);
  }

  String start() {
    var routes = new ArrayList<PathRoutes.Route>();
    for (ConfigValue server : servers()) {
      Map<String, ConfigValue> all = locations(server);
      all.keySet().stream()
          .filter(path -> !path.startsWith("@"))
          .sorted(Comparator.comparingInt(Locations::rank).reversed())
          .forEach(path ->
              target(server, path)
                  .ifPresent(to ->
                      routes.add(
                          new PathRoutes.Route(
                              plain(path),
                              plain(path).equals("/"),
                              Optional.empty(),
                              to,
                              pass(all.getOrDefault(path, server))))));
    }
    return new PathRoutes(draft).start(routes);
  }

  private static ConfigValue pass(ConfigValue location) {
    return location.get("proxy_pass").or(() -> location.get("return")).orElse(location);
  }

  /// Exact paths first, then patterns, then the longest prefix.
  private static int rank(String path) {
    if (path.startsWith("= ")) {
      return 20_000;
    }
    return path.startsWith("~") ? 10_000 : plain(path).length();
  }

  private static String plain(String path) {
    return path.replaceFirst("^(=|\\^~|~\\*?)\\s*", "");
  }

  private List<ConfigValue> servers() {
    List<ConfigValue> servers =
        http.get("server").map(ConfigValue::list).orElse(List.of()).stream()
            .filter(each -> !each.map().isEmpty())
            .toList();
    return servers.isEmpty() ? List.of(http) : servers;
  }

  private static Map<String, ConfigValue> locations(ConfigValue server) {
    return server.get("location").map(ConfigValue::map).orElse(new LinkedHashMap<>());
  }

  private Optional<String> target(ConfigValue server, String path) {
    ConfigValue location = locations(server).getOrDefault(path, server);
    if (!within.add(location.path())) {
      return Optional.empty();
    }
    if (!made.containsKey(location.path())) {
      Optional<String> own = called(server, path, location);
      made.put(location.path(), own.map(to -> chained(server, location, to)));
    }
    within.remove(location.path());
    return made.getOrDefault(location.path(), Optional.empty());
  }

  private Optional<String> called(ConfigValue server, String path, ConfigValue location) {
    Optional<ConfigValue> pass = location.get("proxy_pass");
    if (pass.isEmpty()) {
      return location.get("return").flatMap(each -> refused(path, each));
    }
    Optional<Address> address =
        pass.flatMap(ConfigValue::asText)
            .flatMap(Address::of)
            .map(each -> each.orPath(passedOn(server, path, location)));
    if (address.isEmpty()) {
      draft.manual(pass.get(), "This is no http address: connect the route to a model.");
      return Optional.of("");
    }
    Retries next = Retries.of(inherited("proxy_next_upstream", location, server));
    Optional<ConfigValue> key = key(location, server);
    var limits =
        new Fallbacks.Limits(
            0,
            time("proxy_read_timeout", location, server),
            time("proxy_next_upstream_timeout", location, server));
    String host = address.get().host();
    if (!host.startsWith("$")) {
      return Optional.of(
          upstreams.target(new Upstreams.Call(address.get(), key, next, limits, pass.get())));
    }
    Optional<String> chosen =
        choices.of(
            host.replaceAll("[{}]", ""),
            value -> {
              Address to = new Address(address.get().scheme(), value, address.get().path());
              return Optional.of(
                  upstreams.target(new Upstreams.Call(to, key, next, limits, pass.get())));
            });
    if (chosen.isEmpty()) {
      draft.manual(pass.get(), "The address is in a variable: connect the route to a model.");
    }
    return Optional.of(chosen.orElse(""));
  }

  /// The path that goes to servers as it came; empty if that is not known.
  private static String passedOn(ConfigValue server, String path, ConfigValue location) {
    boolean rewritten = location.get("rewrite").isPresent() || server.get("rewrite").isPresent();
    return rewritten || path.startsWith("~") || path.startsWith("@")
        ? ""
        : PathRoutes.base(plain(path));
  }

  private Optional<String> refused(String path, ConfigValue answer) {
    String status = answer.asText().orElse("").replaceFirst("\\s.*$", "");
    return status.matches("[45][0-9]{2}")
        ? Optional.of(
            draft.reject(
                PathRoutes.label(path) + "-refused",
                Integer.parseInt(status),
                "This route takes no requests."))
        : Optional.empty();
  }

  private Optional<ConfigValue> inherited(String name, ConfigValue location, ConfigValue server) {
    return location.get(name).or(() -> server.get(name)).or(() -> http.get(name));
  }

  private Optional<Duration> time(String name, ConfigValue location, ConfigValue server) {
    return inherited(name, location, server).flatMap(ConfigValue::asText).flatMap(Durations::nginx);
  }

  /// The header that holds the provider's key.
  private Optional<ConfigValue> key(ConfigValue location, ConfigValue server) {
    Optional<ConfigValue> key =
        inherited("proxy_set_header", location, server).stream()
            .flatMap(each -> each.map().entrySet().stream())
            .filter(each -> KEY_HEADERS.contains(each.getKey().toLowerCase(Locale.ROOT)))
            .map(Map.Entry::getValue)
            .findFirst();
    key.filter(each -> each.asText().filter(text -> text.contains("$")).isPresent())
        .ifPresent(each ->
            draft.manual(
                each,
                "The key is in a variable of nginx, or the client's own: store the provider's with"
                    + " `signalbox keys set`, and give apps keys with `signalbox apps add`."));
    return key.filter(ConfigValue::isSecret);
  }

  /// The fallbacks of `error_page STATUS… = @NAME`.
  private String chained(ConfigValue server, ConfigValue location, String to) {
    String chain = to;
    List<ConfigValue> pages =
        location
            .get("error_page")
            .map(each -> each.list().isEmpty() ? List.of(each) : each.list())
            .orElse(List.of());
    for (ConfigValue page : pages) {
      List<String> words = Arrays.asList(page.asText().orElse("").split("\\s+", -1));
      Optional<String> next =
          words.getLast().startsWith("@") ? target(server, words.getLast()) : Optional.empty();
      if (next.filter(each -> !each.isEmpty()).isPresent() && !chain.isEmpty()) {
        List<String> both = List.of(chain, next.get());
        chain = fallbacks.over("fallback", both, classes(words), Fallbacks.Limits.NONE, page);
      }
    }
    return chain;
  }

  private static Set<FailureClass> classes(List<String> words) {
    var classes = EnumSet.noneOf(FailureClass.class);
    words.stream()
        .filter(each -> each.matches("[0-9]{3}"))
        .forEach(each -> classes.addAll(Retries.status(Integer.parseInt(each))));
    return classes.isEmpty() ? FallbackNode.USUAL : classes;
  }
}
