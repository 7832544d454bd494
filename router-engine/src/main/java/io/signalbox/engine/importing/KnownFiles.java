package io.signalbox.engine.importing;

import io.signalbox.engine.workspace.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Files of other programs that people take for a gateway's, by what only they say.
final class KnownFiles {
  private record Known(String what, Predicate<ConfigValue> shows) {}

  private static final List<Known> ALL =
      List.of(
          new Known("a graph of Signalbox", has("signalbox", "nodes")),
          new Known("a graph of Signalbox", has("signalbox", "models")),
          new Known("a suite of tests of Signalbox", has("graph", "cases")),
          new Known("a Kubernetes manifest", has("apiVersion", "kind")),
          new Known("a Docker Compose file", KnownFiles::isCompose),
          new Known("a configuration of Hermes Agent", KnownFiles::isHermes),
          new Known("a dynamic configuration of Envoy", has("resources", "version_info")),
          new Known("a declarative configuration of Kong", has("_format_version")),
          new Known("a configuration of Traefik", has("entryPoints")),
          new Known("a configuration of APISIX", has("routes", "upstreams")),
          new Known("a configuration of LibreChat", has("endpoints", "version")),
          new Known("a list of MCP servers", has("mcpServers")),
          new Known("a package.json of npm", has("name", "version", "dependencies")),
          new Known("a configuration of opencode", KnownFiles::isOpencode),
          new Known("a configuration of Continue", has("models", "schema")),
          new Known("a workflow of GitHub Actions", has("jobs", "on")),
          new Known("an OpenAPI description", has("openapi", "paths")));

  /// A config of Portkey can hold its integrations, too.
  private static final List<Known> UNLESS_RECOGNIZED =
      List.of(
          new Known("the integrations file (conf.json) of Portkey's gateway", has("integrations")));

  private KnownFiles() {}

  /// What a file surely is, whatever else it says; empty if it is not known.
  static Optional<String> surely(ConfigValue root) {
    return what(ALL, root);
  }

  /// What a file is that no importer recognizes; empty if it is not known.
  static Optional<String> what(ConfigValue root) {
    return what(ALL, root).or(() -> what(UNLESS_RECOGNIZED, root));
  }

  private static Optional<String> what(List<Known> all, ConfigValue root) {
    return all.stream().filter(each -> each.shows().test(root)).map(Known::what).findFirst();
  }

  private static Predicate<ConfigValue> has(String... keys) {
    return root -> root.map().keySet().containsAll(Set.of(keys));
  }

  private static boolean isCompose(ConfigValue root) {
    return root.get("services").stream()
        .flatMap(services -> services.map().values().stream())
        .anyMatch(each -> each.get("image").isPresent() || each.get("build").isPresent());
  }

  private static boolean isHermes(ConfigValue root) {
    return root.at("model", "default").isPresent()
        && (root.get("toolsets").isPresent()
            || root.get("terminal").isPresent()
            || root.get("agent").isPresent()
            || root.at("model", "provider").isPresent());
  }

  private static boolean isOpencode(ConfigValue root) {
    return root.text("$schema").filter(each -> each.contains("opencode")).isPresent();
  }
}
