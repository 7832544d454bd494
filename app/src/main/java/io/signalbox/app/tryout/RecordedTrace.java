package io.signalbox.app.tryout;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.CostLine;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// A request that the ledger kept, as a trace again. It has no prompt, for none is stored.
/// Immutable.
public record RecordedTrace(Trace trace) {

  /// Reads the form in which the ledger keeps it; what is missing is empty.
  public static RecordedTrace of(Map<String, Object> view) {
    var asked =
        new Trace.Asked(
            text(view, "app"),
            text(view, "user"),
            text(view, "conversation"),
            text(view, "asked_model"),
            Boolean.TRUE.equals(view.get("stream")));
    return new RecordedTrace(
        new Trace(
            text(view, "id"),
            Instant.parse(text(view, "at")),
            text(view, "graph"),
            asked,
            maps(view, "steps").map(RecordedTrace::step).toList(),
            maps(view, "attempts").map(RecordedTrace::attempt).toList(),
            Optional.empty(),
            (int) number(view, "status"),
            number(view, "ms"),
            maybe(view, "first_token_ms"),
            texts(view, "losses"),
            text(view, "error")));
  }

  private static Step step(Map<String, Object> view) {
    return new Step(
        text(view, "node"),
        text(view, "exit"),
        text(view, "to"),
        text(view, "because"),
        map(view, "saw"),
        texts(view, "near_misses"),
        number(view, "micros"));
  }

  private static Attempt attempt(Map<String, Object> view) {
    return new Attempt(
        text(view, "model"),
        text(view, "provider"),
        text(view, "provider_model"),
        outcome(view),
        (int) number(view, "status"),
        number(view, "ms"),
        maybe(view, "first_token_ms"),
        Optional.of(map(view, "usage")).filter(usage -> !usage.isEmpty()).map(RecordedTrace::usage),
        new Cost(maps(view, "cost").map(RecordedTrace::line).toList()),
        text(view, "message"),
        Boolean.TRUE.equals(view.get("simulated")));
  }

  private static Outcome outcome(Map<String, Object> view) {
    String id = text(view, "outcome");
    return switch (id) {
      case "answered" -> new Outcome.Answered();
      case "cancelled" -> new Outcome.Cancelled();
      case "skipped" -> new Outcome.Skipped(text(view, "message"));
      default ->
          new Outcome.Failed(
              FailureClass.of(id).orElse(FailureClass.INTERRUPTED),
              number(view, "ms") > 0,
              text(view, "code"));
    };
  }

  private static Usage usage(Map<String, Object> view) {
    return new Usage(
        number(view, "prompt_tokens"),
        number(view, "cached_tokens"),
        number(view, "cache_write_tokens"),
        number(view, "cache_write_hour_tokens"),
        number(view, "completion_tokens"),
        number(view, "reasoning_tokens"),
        Optional.empty());
  }

  private static CostLine line(Map<String, Object> view) {
    return new CostLine(
        constant(CostLine.Kind.values(), text(view, "kind"), CostLine.Kind.REQUEST),
        number(view, "tokens"),
        Optional.of(text(view, "price")).filter(each -> !each.isEmpty()).map(BigDecimal::new),
        Optional.of(text(view, "usd")).filter(each -> !each.isEmpty()).map(Money::of),
        constant(CostLine.Count.values(), text(view, "count"), CostLine.Count.MISSING),
        Optional.of(text(view, "prices")).filter(each -> !each.isEmpty()));
  }

  private static <E extends Enum<E>> E constant(E[] all, String name, E otherwise) {
    return Stream.of(all)
        .filter(each -> each.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(otherwise);
  }

  /// What of its way a graph does not have any more, in words; empty if it has all of it.
  public List<String> goneFrom(RoutingGraph graph) {
    return trace.steps().stream()
        .filter(step ->
            graph
                .node(step.node())
                .filter(node -> node.exits().stream().anyMatch(exit -> exit.to().equals(step.to())))
                .isEmpty())
        .map(step -> step.node() + " → " + step.to())
        .distinct()
        .toList();
  }

  /// The labels of the request that decisions looked at; others are not stored.
  public Map<String, String> metadata() {
    var labels = new LinkedHashMap<String, String>();
    for (Step step : trace.steps()) {
      step.saw()
          .forEach((name, value) -> {
            if (name.startsWith("metadata.")) {
              labels.put(name.substring("metadata.".length()), String.valueOf(value));
            }
          });
    }
    return labels;
  }

  private static String text(Map<String, Object> view, String name) {
    return Objects.toString(view.get(name), "");
  }

  private static long number(Map<String, Object> view, String name) {
    return view.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private static OptionalLong maybe(Map<String, Object> view, String name) {
    return view.get(name) instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  private static List<String> texts(Map<String, Object> view, String name) {
    return view.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static Stream<Map<String, Object>> maps(Map<String, Object> view, String name) {
    return view.get(name) instanceof List<?> list
        ? list.stream().map(RecordedTrace::named)
        : Stream.empty();
  }

  private static Map<String, Object> map(Map<String, Object> view, String name) {
    return named(view.get(name));
  }

  private static Map<String, Object> named(@org.jspecify.annotations.Nullable Object value) {
    var named = new LinkedHashMap<String, Object>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> {
        if (each != null) {
          named.put(String.valueOf(key), each);
        }
      });
    }
    return named;
  }
}
