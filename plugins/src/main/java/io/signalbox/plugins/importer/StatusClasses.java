package io.signalbox.plugins.importer;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The classes of failures that gateways tell apart by HTTP status.
public final class StatusClasses {
  private StatusClasses() {}

  /// Those of a list of statuses; all that are no answer if there is none.
  public static Set<FailureClass> of(Optional<ConfigValue> codes) {
    if (codes.isEmpty()) {
      return EnumSet.complementOf(EnumSet.of(FailureClass.CONTENT_FILTERED));
    }
    var classes = EnumSet.noneOf(FailureClass.class);
    codes.get().list().stream()
        .flatMap(each -> each.asNumber().stream())
        .forEach(each -> classes.addAll(of(each.intValue())));
    return classes;
  }

  private static Set<FailureClass> of(int status) {
    return switch (status) {
      case 400, 422 -> EnumSet.of(FailureClass.BAD_REQUEST, FailureClass.CONTEXT_TOO_LONG);
      case 401, 403 -> EnumSet.of(FailureClass.UNAUTHORIZED);
      case 402 -> EnumSet.of(FailureClass.OUT_OF_CREDIT);
      case 404, 410 -> EnumSet.of(FailureClass.MODEL_NOT_FOUND);
      case 408 -> EnumSet.of(FailureClass.TIMEOUT);
      case 413 -> EnumSet.of(FailureClass.CONTEXT_TOO_LONG);
      case 429 -> EnumSet.of(FailureClass.RATE_LIMITED);
      case 504 -> EnumSet.of(FailureClass.TIMEOUT, FailureClass.SERVER_ERROR);
      case 503 ->
          EnumSet.of(FailureClass.OVERLOADED, FailureClass.SERVER_ERROR, FailureClass.UNREACHABLE);
      case 529 -> EnumSet.of(FailureClass.OVERLOADED);
      default ->
          status >= 500 && status < 600
              ? EnumSet.of(FailureClass.SERVER_ERROR, FailureClass.UNREACHABLE)
              : EnumSet.noneOf(FailureClass.class);
    };
  }
}
