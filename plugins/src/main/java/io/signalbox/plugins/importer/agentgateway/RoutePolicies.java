package io.signalbox.plugins.importer.agentgateway;

import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Durations;
import io.signalbox.plugins.importer.Fallbacks;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.StatusClasses;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the policies of a route say of its calls. Belongs to one thread.
///
/// @param policies of the route; empty: it has none
record RoutePolicies(Optional<ConfigValue> policies, GraphDraft draft) {
  static RoutePolicies of(ConfigValue route, GraphDraft draft) {
    return new RoutePolicies(route.get("policies"), draft);
  }

  private Optional<ConfigValue> at(String... keys) {
    return policies.flatMap(each -> each.at(keys));
  }

  /// The failures after which the next model is called: without a list of statuses all. What does
  /// not answer at all always leads on.
  Set<FailureClass> on() {
    if (at("retry", "codes").isEmpty()) {
      return Fallbacks.ANY;
    }
    var classes = EnumSet.of(FailureClass.UNREACHABLE, FailureClass.TIMEOUT);
    classes.addAll(StatusClasses.of(at("retry", "codes")));
    return classes;
  }

  Fallbacks.Limits limits() {
    return new Fallbacks.Limits(0, time("backendRequestTimeout"), time("requestTimeout"));
  }

  private Optional<Duration> time(String key) {
    return at("timeout", key).flatMap(ConfigValue::asText).flatMap(Durations::nginx);
  }

  /// A node that answers instead of a model; empty if a model does.
  Optional<String> refusal(String wish) {
    return at("directResponse")
        .filter(each -> each.get("status").isPresent())
        .map(each ->
            draft.reject(
                wish,
                each.get("status").flatMap(ConfigValue::asNumber).map(Number::intValue).orElse(403),
                each.get("body")
                    .flatMap(ConfigValue::asText)
                    .map(RoutePolicies::message)
                    .orElse("")));
  }

  /// The words in an error of OpenAI's shape; any other body as it is.
  private static String message(String body) {
    try {
      JsonNode message = JsonMapper.shared().readTree(body).at("/error/message");
      return message.isString() ? message.asString() : body;
    } catch (JacksonException e) {
      return body;
    }
  }

  /// A target behind the limits of requests that are a full bucket at the start of each span.
  String limited(String name, String to) {
    String limited = to;
    List<ConfigValue> rates = at("localRateLimit").map(ConfigValue::list).orElse(List.of());
    for (ConfigValue rate : rates.reversed()) {
      Optional<Window> window =
          rate.get("fillInterval").flatMap(ConfigValue::asText).flatMap(Durations::window);
      Optional<Long> most = number(rate, "maxTokens");
      boolean plain =
          most.isPresent()
              && most.equals(number(rate, "tokensPerFill"))
              && !rate.text("type").orElse("requests").equals("tokens");
      if (window.isEmpty() || !plain) {
        draft.manual(rate, "No limit node says this: set one in front of the route.");
        continue;
      }
      draft.approximate(rate, "A limit counts in spans of the calendar.");
      String over = draft.reject(name + "-over", 429, "Too many requests.");
      limited =
          draft.add(
              new LimitNode(
                  draft.id(name + "-limit"),
                  About.NOTHING,
                  OptionalLong.of(most.get()),
                  OptionalLong.empty(),
                  window.get(),
                  new Scope.Graph(),
                  limited,
                  over));
    }
    return limited;
  }

  private static Optional<Long> number(ConfigValue value, String key) {
    return value.get(key).flatMap(ConfigValue::asNumber).map(Number::longValue);
  }
}
