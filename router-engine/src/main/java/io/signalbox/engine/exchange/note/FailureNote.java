package io.signalbox.engine.exchange.note;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureMessage;
import java.util.regex.Pattern;

/// What is recorded of a failure. A provider may repeat the prompt in its message, in any form, so
/// whether something of a prompt is in it is never guessed: of a provider's words only a code in
/// the form of codes and messages known in full are kept, the rest is said in words of our own.
///
/// @param code the provider's code; empty if there is none that may be kept
/// @param message what happened
public record FailureNote(String code, String message) {
  private static final int LONGEST_CODE = 64;

  /// Words of letters in one case or with capitals at their beginnings, and small numbers: what is
  /// packed for transport, as base64 and hexadecimal digits, looks different.
  private static final Pattern CODE =
      Pattern.compile(
          "(?:W[0-9]{0,4}|[0-9]{1,4})(?:[_.-](?:W[0-9]{0,4}|[0-9]{1,4}))*+"
              .replace("W", "(?:(?:[A-Z]*+[a-z]{2,}+)++|[A-Z]++)"));

  /// @param provider the provider's id
  /// @param request what was asked: a code that stands in it is not kept
  public static FailureNote of(Failure failure, String provider, ChatRequest request) {
    String code = code(failure.code(), request);
    return switch (failure.said()) {
      case FailureMessage.Ours ours -> new FailureNote(code, ours.text());
      case FailureMessage.Theirs theirs ->
          new FailureNote(code, sentence(failure, provider, code) + known(theirs.text()));
    };
  }

  private static String sentence(Failure failure, String provider, String code) {
    String named = code.isEmpty() ? "" : " " + code;
    if (failure.status() >= 400) {
      return provider + " answered " + failure.status() + named;
    }
    return provider + " reported " + (code.isEmpty() ? "an error" : code) + " in its answer";
  }

  private static String known(String message) {
    return KnownMessages.contains(message) ? ": " + message : "";
  }

  private static String code(String code, ChatRequest request) {
    boolean kept =
        KnownCodes.contains(code)
            || (code.length() <= LONGEST_CODE
                && CODE.matcher(code).matches()
                && !RequestTexts.holdAnyWordOf(code, request));
    return kept ? code : "";
  }
}
