package io.signalbox.plugins.export.kong;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.Scripts;
import io.signalbox.plugins.export.UnspeakableException;
import io.signalbox.plugins.export.choice.HalfSeen;
import io.signalbox.plugins.export.ways.RoutedCarrier;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;

/// Kong's routes by expressions.
final class KongCarrier extends RoutedCarrier<String> {
  static final String GATEWAY = "Kong";

  KongCarrier(String main) {
    super(main, new KongWords());
  }

  @Override
  public String gateway() {
    return GATEWAY;
  }

  @Override
  protected Optional<String> labels() {
    return Optional.of(
        "Labels are read only from the header x-signalbox-metadata; labels in the body are not"
            + " seen, nor a label that the header names twice.");
  }

  @Override
  protected String timeless() {
    return super.timeless() + " and with one model only";
  }

  @Override
  protected HalfSeen halfSeen() {
    return new HalfSeen(Set.of(Signal.METADATA));
  }

  /// Kong tests each line of a header, not all of them joined: of a header that is sent twice, a
  /// line may meet what the whole does not.
  @Override
  protected String promised(Expr condition) throws UnspeakableException {
    new HalfSeen(Set.of(Signal.HEADERS)).inRule(condition);
    return super.promised(condition);
  }

  /// Kong goes on only after 403, 404, 429, 500, 502, 503, 504, errors and timeouts.
  @Override
  public void fallback(FallbackNode node, FidelityReport report) {
    super.fallback(node, report);
    for (FailureClass each : FailureClass.values()) {
      Optional<String> lost =
          switch (each) {
            case UNAUTHORIZED -> Optional.of("401");
            case OUT_OF_CREDIT -> Optional.of("402");
            case BAD_REQUEST -> Optional.of("400 and 422");
            case CONTEXT_TOO_LONG -> Optional.of("413");
            case MODEL_NOT_FOUND -> Optional.of("410");
            case TIMEOUT -> Optional.of("408");
            case OVERLOADED -> Optional.of("529");
            case RATE_LIMITED, SERVER_ERROR, UNREACHABLE, CONTENT_FILTERED, INTERRUPTED ->
                Optional.empty();
          };
      if (node.on().contains(each)) {
        lost.ifPresent(status ->
            report.approximate(
                node.id(),
                "\"%s\" does not fall back with status %s, after which Kong cannot go on."
                    .formatted(each.id(), status)));
      }
    }
  }

  @Override
  protected Optional<String> objection(String name, String json) {
    return unsendable(name, json);
  }

  /// Why ai-proxy cannot set a member: its options have ranges (Kong's schemas of 3.10 and 3.15).
  static Optional<String> unsendable(String name, String json) {
    Object value = Scripts.parsed(json);
    boolean fits =
        switch (name) {
          case "temperature" -> isBetween(value, 5);
          case "top_p" -> isBetween(value, 1);
          case "top_k" -> isWhole(value) && isBetween(value, 500);
          case "max_tokens" -> isWhole(value) && isBetween(value, Integer.MAX_VALUE);
          default -> false;
        };
    return fits
        ? Optional.empty()
        : Optional.of("Kong sets temperature, top_p, top_k and max_tokens within their ranges");
  }

  private static boolean isWhole(Object value) {
    return value instanceof Integer || value instanceof Long || value instanceof BigInteger;
  }

  private static boolean isBetween(Object value, double most) {
    return value instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= most;
  }
}
