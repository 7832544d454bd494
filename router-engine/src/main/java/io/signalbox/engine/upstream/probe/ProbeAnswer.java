package io.signalbox.engine.upstream.probe;

import java.util.Map;

/// What came of a request. The array is not copied and must not be changed.
///
/// @param status the HTTP status; 0 if none came
/// @param headers names in lower case
/// @param body as much as was read
/// @param end how it ended
/// @param trouble why it did not end as it should, for a person; empty if it did
/// @param millis from its start to its end
/// @param connection a number for the connection that it went over; 0 if there was none
public record ProbeAnswer(
    int status,
    Map<String, String> headers,
    byte[] body,
    End end,
    String trouble,
    long millis,
    int connection) {
  public ProbeAnswer {
    headers = Map.copyOf(headers);
  }

  /// How an answer ended.
  public enum End {
    /// As HTTP says that it does.
    WHOLE,
    /// The connection was closed in the middle.
    CUT,
    /// It did not within the patience.
    LATE,
    /// More came than is read.
    TOO_LARGE,
    /// We closed the connection.
    LEFT,
    /// No answer came at all.
    NONE
  }

  /// A header; empty if there is none.
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
