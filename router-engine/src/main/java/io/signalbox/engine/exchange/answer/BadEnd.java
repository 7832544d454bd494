package io.signalbox.engine.exchange.answer;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import java.util.Optional;
import java.util.regex.Pattern;

/// An answer that its provider ended for a reason that is no good end, or that nobody knows.
public final class BadEnd {
  /// What is no such word may be anything.
  private static final Pattern REASON = Pattern.compile("[A-Za-z0-9_.: -]{1,64}");

  private BadEnd() {}

  /// The failure that such an end is.
  ///
  /// @param raw the reason in the provider's words
  public static Failure of(String raw) {
    String code = REASON.matcher(raw).matches() ? raw : "";
    return new Failure(
        FailureClass.INTERRUPTED, 200, said(raw, code), code, Optional.empty(), true);
  }

  private static String said(String raw, String code) {
    if (raw.isEmpty()) {
      return "The provider ended its answer without saying why.";
    }
    return code.isEmpty()
        ? "The provider ended its answer for an unknown reason."
        : "The provider ended its answer with \"" + code + "\".";
  }
}
