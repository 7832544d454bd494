package io.signalbox.plugins.importer.envoy;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The classes of failures after which Envoy's `retry_on` tries again.
final class RetryClasses {
  private RetryClasses() {}

  /// Those of a policy; the usual ones of a graph if there is none.
  static Set<FailureClass> of(Optional<ConfigValue> policy) {
    var classes = EnumSet.noneOf(FailureClass.class);
    policy.flatMap(each -> each.text("retry_on")).stream()
        .flatMap(each -> Arrays.stream(each.split(",", -1)))
        .forEach(each -> classes.addAll(on(each.strip())));
    policy
        .flatMap(each -> each.get("retriable_status_codes"))
        .map(ConfigValue::list)
        .orElse(List.of())
        .stream()
        .flatMap(each -> each.asNumber().stream())
        .forEach(each -> classes.addAll(status(each.intValue())));
    return classes.isEmpty() ? FallbackNode.USUAL : classes;
  }

  private static Set<FailureClass> on(String word) {
    return switch (word) {
      case "5xx" ->
          EnumSet.of(
              FailureClass.SERVER_ERROR,
              FailureClass.OVERLOADED,
              FailureClass.TIMEOUT,
              FailureClass.UNREACHABLE,
              FailureClass.INTERRUPTED);
      case "gateway-error" ->
          EnumSet.of(FailureClass.SERVER_ERROR, FailureClass.OVERLOADED, FailureClass.UNREACHABLE);
      case "reset" -> EnumSet.of(FailureClass.UNREACHABLE, FailureClass.INTERRUPTED);
      case "connect-failure", "refused-stream", "reset-before-request" ->
          EnumSet.of(FailureClass.UNREACHABLE);
      case "envoy-ratelimited" -> EnumSet.of(FailureClass.RATE_LIMITED);
      default -> EnumSet.noneOf(FailureClass.class);
    };
  }

  private static Set<FailureClass> status(int status) {
    return switch (status) {
      case 401, 403 -> EnumSet.of(FailureClass.UNAUTHORIZED);
      case 402 -> EnumSet.of(FailureClass.OUT_OF_CREDIT);
      case 404 -> EnumSet.of(FailureClass.MODEL_NOT_FOUND);
      case 408, 504 -> EnumSet.of(FailureClass.TIMEOUT);
      case 429 -> EnumSet.of(FailureClass.RATE_LIMITED);
      case 503, 529 -> EnumSet.of(FailureClass.OVERLOADED);
      default ->
          status >= 500
              ? EnumSet.of(FailureClass.SERVER_ERROR)
              : EnumSet.of(FailureClass.BAD_REQUEST);
    };
  }
}
