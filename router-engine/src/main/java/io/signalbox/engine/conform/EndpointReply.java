package io.signalbox.engine.conform;

import io.signalbox.engine.upstream.probe.ProbeAnswer;
import io.signalbox.engine.wire.FrameReader;
import io.signalbox.engine.wire.WireFrame;
import io.signalbox.engine.wire.WireLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An answer of an endpoint, read as far as it can be. Immutable.
///
/// @param answer as it came
/// @param said the beginning of its body, without keys
record EndpointReply(ProbeAnswer answer, String said) {
  /// Too late, too many requests, and faults of the server or of what stands before it.
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  /// Whether it answered with status 200 to its end, and not with an error.
  boolean isGood() {
    return answer.status() == 200 && answer.end() == ProbeAnswer.End.WHOLE && !isErrorInside();
  }

  /// Some say what went wrong with a good status.
  private boolean isErrorInside() {
    return json().filter(body -> body.hasNonNull("error")).isPresent();
  }

  /// Whether the endpoint objects to what was sent.
  boolean isRefused() {
    return answer.status() == 400 || answer.status() == 422 || answer.status() == 501;
  }

  /// Whether no whole answer came in time, or none to what was asked, which says nothing about it.
  boolean isSilent() {
    return answer.status() == 0 || answer.end() == ProbeAnswer.End.LATE || isTurnedAway();
  }

  /// Whether the status is about the server or the moment, not about the request.
  boolean isTurnedAway() {
    return PASSING.contains(answer.status());
  }

  /// Whether there is nothing at the path.
  boolean isAbsent() {
    return answer.status() == 404 || answer.status() == 405 || answer.status() == 501;
  }

  /// The body as JSON; empty if it is none.
  Optional<JsonNode> json() {
    return json(answer.body());
  }

  static Optional<JsonNode> json(byte[] bytes) {
    try {
      return Optional.of(JsonMapper.shared().readTree(bytes)).filter(JsonNode::isContainer);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /// The body as server-sent events, comments left out.
  List<WireFrame> events() {
    return frames(FrameReader.events(in(), WireLimits.DEFAULT));
  }

  /// The body as lines of JSON.
  List<WireFrame> lines() {
    return frames(FrameReader.lines(in(), WireLimits.DEFAULT));
  }

  private ByteArrayInputStream in() {
    return new ByteArrayInputStream(answer.body());
  }

  private static List<WireFrame> frames(FrameReader reader) {
    var all = new ArrayList<WireFrame>();
    try (reader) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        if (!next.get().isComment()) {
          all.add(next.get());
        }
      }
    } catch (IOException e) {
      return all; // what was cut in the middle of a frame is no frame
    }
    return all;
  }

  /// Whether the media type says so.
  boolean hasType(String type) {
    return answer.header("content-type").toLowerCase(Locale.ROOT).startsWith(type);
  }

  /// The message of an error in the form `{"error":{"message":…}}`; empty if it has another form.
  Optional<JsonNode> error() {
    return json().map(body -> body.path("error")).filter(error -> error.path("message").isString());
  }

  /// The code of such an error, else its type; empty if there is none.
  String code() {
    JsonNode error = error().orElse(JsonMapper.shared().createObjectNode());
    String told = error.path("code").isNull() ? "" : error.path("code").asString("");
    String code = told.equals(String.valueOf(answer.status())) ? "" : told;
    return code.isEmpty() ? error.path("type").asString("") : code;
  }

  /// What came, in a few words: `400 model_not_found`, `200`, `nothing answers at host`.
  String brief() {
    if (answer.status() == 0) {
      return answer.trouble();
    }
    String trouble = answer.trouble().isEmpty() ? "" : ", " + answer.trouble();
    if (answer.status() < 400 && !isErrorInside()) {
      return answer.status() + trouble;
    }
    return (answer.status() + " " + (said.isEmpty() ? "without a body" : said)).strip() + trouble;
  }

  /// The whole body as text.
  String text() {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
