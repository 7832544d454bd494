package io.signalbox.plugins.export;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.FallbackNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The HTTP statuses by which gateways that know no failure classes distinguish failures.
public final class Statuses {
  private Statuses() {}

  public static List<Integer> of(Collection<FailureClass> classes) {
    return classes.stream().flatMap(each -> of(each).stream()).distinct().sorted().toList();
  }

  private static List<Integer> of(FailureClass failure) {
    return switch (failure) {
      case RATE_LIMITED -> List.of(429);
      case OUT_OF_CREDIT -> List.of(402);
      case OVERLOADED -> List.of(503, 529);
      case SERVER_ERROR -> List.of(500, 502, 503, 504);
      case TIMEOUT -> List.of(408, 504);
      case UNREACHABLE -> List.of(502, 503);
      case CONTEXT_TOO_LONG -> List.of(413);
      case MODEL_NOT_FOUND -> List.of(404, 410);
      case UNAUTHORIZED -> List.of(401);
      case BAD_REQUEST -> List.of(400, 422);
      case CONTENT_FILTERED, INTERRUPTED -> List.of();
    };
  }

  /// What no gateway does.
  public static void reportUnknown(FallbackNode node, FidelityReport report) {
    if (node.continues()) {
      report.approximate(
          node.id(),
          "\"mid_stream: continue\" is lost: a stream that breaks off is not continued by another"
              + " model.");
    }
    if (node.hedgeAfter().isPresent()) {
      report.approximate(node.id(), "Hedging is lost: models are called one after the other.");
    }
  }

  /// What is lost of fallbacks in fallbacks, which are one chain with one set of failures.
  ///
  /// @param inner empty: it is no fallback, or the gateway does not ask
  public static void reportNested(
      String id,
      Optional<Set<FailureClass>> inner,
      Optional<Set<FailureClass>> outer,
      String gateway,
      FidelityReport report) {
    if (inner.isPresent() && outer.isPresent() && !inner.equals(outer)) {
      report.approximate(
          id,
          "A fallback or balance within it goes on after other failures: %s has one chain of both, which does not go on after the same failures as here."
              .formatted(gateway));
    }
  }

  /// What statuses alone cannot distinguish.
  public static void report(FallbackNode node, FidelityReport report) {
    String known = "failures are distinguished by HTTP status only";
    if (node.on().contains(FailureClass.CONTEXT_TOO_LONG)) {
      report.approximate(
          node.id(), "A prompt that is too long falls back only with status 413: " + known + ".");
    }
    reportShared(node, report);
    for (FailureClass each : List.of(FailureClass.CONTENT_FILTERED, FailureClass.INTERRUPTED)) {
      if (node.on().contains(each)) {
        report.approximate(node.id(), "\"%s\" never falls back: %s.".formatted(each.id(), known));
      }
    }
  }

  /// A status of several classes, of which not all lead on.
  private static void reportShared(FallbackNode node, FidelityReport report) {
    var leading = of(node.on());
    for (FailureClass other : FailureClass.values()) {
      var shared = of(other).stream().filter(leading::contains).map(String::valueOf).toList();
      if (!node.on().contains(other) && !shared.isEmpty()) {
        report.approximate(
            node.id(),
            "\"%s\" falls back, too, with status %s, which a failure of another class also has."
                .formatted(other.id(), String.join(", ", shared)));
      }
    }
  }
}
