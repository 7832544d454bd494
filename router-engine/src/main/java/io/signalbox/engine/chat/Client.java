package io.signalbox.engine.chat;

import java.util.Locale;
import java.util.Map;

/// The caller, beyond what the request itself says. Immutable.
///
/// @param app whose proxy key it came with; empty for the terminal and the workbench
/// @param user the user, if the request names none
/// @param headers request headers, names in lower case, without credentials
/// @param metadata labels from `x-signalbox-metadata`; they win over the request's own
public record Client(
    String app, String user, Map<String, String> headers, Map<String, String> metadata) {
  /// The app under which requests are recorded that no app sent but Signalbox itself: tries,
  /// comparisons, judges. Conditions do not see it. Names of apps begin with a letter or a digit,
  /// so none has this one or ever had.
  public static final String WORKBENCH = "@workbench";

  /// The user of the terminal or the workbench.
  public static final Client LOCAL = new Client("", "", Map.of(), Map.of());

  public Client {
    headers = Map.copyOf(headers);
    metadata = Map.copyOf(metadata);
  }

  /// Whether nothing of the request and its answer may be kept, by `Cache-Control: no-store`.
  public boolean forbidsKeeping() {
    return headers.getOrDefault("cache-control", "").toLowerCase(Locale.ROOT).contains("no-store");
  }
}
