package io.signalbox.plugins.importer;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The routes of a reverse proxy as rules. A graph has no paths: where they tell requests apart,
/// the model that is asked for does so instead, and the report says what to change. Belongs to one
/// thread.
public final class PathRoutes {
  private static final Pattern VERSIONED = Pattern.compile(".*/v[0-9][a-z0-9]*(/openai)?");

  private final GraphDraft draft;

  public PathRoutes(GraphDraft draft) {
    this.draft = draft;
  }

  /// A route.
  ///
  /// @param path of the requests that it takes, as the source writes it
  /// @param everywhere whether it takes all paths
  /// @param when what else must hold, in CEL; empty: nothing
  /// @param at where the report speaks of its path
  public record Route(
      String path, boolean everywhere, Optional<String> when, String to, ConfigValue at) {}

  /// The entry to all routes, the first one that fits; empty if there is none.
  public String start(List<Route> routes) {
    boolean apart =
        routes.stream().filter(each -> !isRefusal(each)).map(Route::path).distinct().count() > 1;
    var rules = new ArrayList<RulesNode.Rule>();
    Optional<String> otherwise = Optional.empty();
    for (Route route : routes) {
      if (otherwise.isPresent()) {
        draft.manual(route.at(), "A route before it takes all requests, so it was left out.");
        continue;
      }
      boolean byPath = (apart || isRefusal(route)) && !route.everywhere();
      if (!byPath && route.when().isEmpty()) {
        otherwise = Optional.of(route.to());
      } else {
        rule(route, byPath).ifPresent(rules::add);
      }
    }
    if (rules.isEmpty()) {
      return otherwise.orElse("");
    }
    String rest =
        otherwise.orElseGet(() -> draft.reject("no-route", 404, "No route takes this request."));
    return draft.add(
        new RulesNode(draft.id("routes"), About.named("Routes"), List.copyOf(rules), rest));
  }

  private boolean isRefusal(Route route) {
    return draft.node(route.to()).filter(RejectNode.class::isInstance).isPresent();
  }

  private Optional<RulesNode.Rule> rule(Route route, boolean byPath) {
    String name = label(route.path());
    if (byPath) {
      draft.manual(
          route.at(),
          "A graph has no paths. Requests to this one are told apart by the model that they ask"
              + " for: let the apps ask for \""
              + name
              + "\", or write another condition.");
    }
    String path = byPath ? "model == " + Cel.text(name) : "";
    String when = route.when().orElse("");
    String both = path.isEmpty() || when.isEmpty() ? path + when : path + " && (" + when + ")";
    return Cel.condition(both)
        .map(each ->
            new RulesNode.Rule(each, route.to(), Optional.of(route.path()).filter(p -> byPath)));
  }

  /// The base address in the path of requests that a prefix takes: `/openai/` is `/openai/v1`.
  public static String base(String prefix) {
    String plain = withoutEndpoint(prefix);
    return VERSIONED.matcher(plain).matches() ? plain : plain + "/v1";
  }

  /// The base address of a path that ends with an endpoint of OpenAI or Anthropic.
  public static String withoutEndpoint(String path) {
    return path.replaceFirst("/(chat/completions|completions|messages|responses|embeddings)/?$", "")
        .replaceFirst("/+$", "");
  }

  /// What a gateway makes of that base address by replacing the prefix.
  public static String base(String prefix, String instead) {
    if (!withoutEndpoint(instead).equals(instead.replaceFirst("/+$", ""))) {
      return withoutEndpoint(instead);
    }
    String base = base(prefix);
    String rest = base.length() > prefix.length() ? base.substring(prefix.length()) : "";
    String path = instead + (instead.endsWith("/") || rest.startsWith("/") ? "" : "/") + rest;
    return withoutEndpoint(path.replaceAll("/{2,}", "/"));
  }

  /// A path as the name of a model: `/openai/v1/` is `openai-v1`.
  public static String label(String path) {
    String plain = path.replaceAll("[^A-Za-z0-9._]+", "-").replaceAll("^[-.]+|[-.]+$", "");
    String cut = plain.length() > 60 ? plain.substring(0, 60) : plain;
    return cut.isEmpty() ? "any" : cut;
  }
}
