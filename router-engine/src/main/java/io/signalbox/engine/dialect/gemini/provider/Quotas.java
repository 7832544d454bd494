package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.spi.RetryAfter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What an exhausted resource says of its quotas. The same message, "You exceeded your current
/// quota, please check your plan and billing details", stands over limits by the minute and by the
/// day; only the ids of the quotas (`GenerateRequestsPerDayPerProjectPerModel-FreeTier`) tell them
/// apart, and where there are none, whether a wait is stated. A daily quota of which the wait is
/// stated cools down so long, for Google lets some of them refill during the day.
///
/// Sources: google-gemini/gemini-cli#8437, langgenius/dify#19838, diegosouzapw/OmniRoute#9504.
///
/// @param ids the violated quotas, in lower case
/// @param said the message, in lower case
/// @param retryDelay as `google.rpc.RetryInfo` states it: `34.4s`; empty if it does not
record Quotas(String ids, String said, String retryDelay) {

  static Quotas of(JsonNode error, String message) {
    var ids = new StringBuilder();
    String delay = "";
    for (JsonNode detail : error.path("details")) {
      for (JsonNode violation : detail.path("violations")) {
        ids.append(JsonTree.text(violation, "quotaId")).append(' ');
      }
      ids.append(JsonTree.text(detail.path("metadata"), "quota_limit")).append(' ');
      String stated = JsonTree.text(detail, "retryDelay");
      delay = stated.endsWith("s") ? stated.substring(0, stated.length() - 1) : delay;
    }
    return new Quotas(
        ids.toString().toLowerCase(Locale.ROOT), message.toLowerCase(Locale.ROOT), delay);
  }

  FailureClass kind() {
    return daily() || unpaid() ? FailureClass.OUT_OF_CREDIT : FailureClass.RATE_LIMITED;
  }

  boolean daily() {
    return ids.contains("perday") || said.contains("per day") || said.contains("daily limit");
  }

  /// A model that is not in the plan has a limit of 0.
  private boolean unpaid() {
    boolean known = ids.contains("per") || !retryDelay.isEmpty();
    return said.contains("limit: 0,") || (!known && said.contains("check your plan and billing"));
  }

  boolean ofModel() {
    return ids.isBlank() || ids.contains("permodel") || ids.contains("model");
  }

  Optional<Duration> delay(RetryAfter time) {
    return time.wait(retryDelay);
  }
}
