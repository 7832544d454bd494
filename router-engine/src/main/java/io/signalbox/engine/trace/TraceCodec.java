package io.signalbox.engine.trace;

import java.io.StringWriter;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The one form of a trace outside the program: JSON, in the ledger, in what the terminal prints
/// and in tests. What is written can be read again as the same trace.
///
/// - Members are added but never renamed or taken away. Some say again what others say (`model`,
///   `path`, `usd`), for scripts; reading does not look at these.
/// - A member that can be empty is left out then, so that 0 and unknown are two things.
/// - Whether a call was made is a member of its own, `called`. Version 0.1.0 did not write it.
/// - Values that a node saw are kept as JSON knows them: of an exact moment or a number that is not
///   finite the text, of a whole number a `Long`.
public final class TraceCodec {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final int USUAL_LENGTH = 1_024;

  private TraceCodec() {}

  /// The trace as JSON on one line. Every request comes by here, so it is written value by value.
  public static String json(Trace trace) {
    var text = new StringWriter(USUAL_LENGTH);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      new TraceWriter(json).write(trace);
    }
    return text.toString();
  }

  /// The same as maps, lists, texts and numbers in the documented order, to be put into larger
  /// JSON. The map may be changed.
  public static Map<String, Object> view(Trace trace) {
    Map<String, Object> view =
        MAPPER.readValue(json(trace), new TypeReference<Map<String, Object>>() {});
    return Objects.requireNonNull(view);
  }

  /// The trace that a text holds. Members that are missing are empty.
  ///
  /// @throws DamagedTraceException if it is no trace
  public static Trace read(String json) {
    try {
      return TraceReader.trace(MAPPER.readTree(json));
    } catch (JacksonException e) {
      throw new DamagedTraceException("it is not JSON", e);
    }
  }
}
