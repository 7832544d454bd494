package io.signalbox.engine.proxy;

import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.trace.Feedback;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what an app says of an answer. A comment is accepted and dropped.
final class FeedbackBody {
  /// The most bytes of a body: a comment may be long.
  static final int MOST_BYTES = 64 << 10;

  private static final Set<String> MEMBERS =
      Set.of("request_id", "conversation", "score", "thumb", "metric", "comment");
  private static final int LONGEST_ID = 200;
  private static final int DEEPEST = 8;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_ID)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode body;

  private FeedbackBody(JsonNode body) {
    this.body = body;
  }

  /// What a body says.
  sealed interface Reading {
    record Understood(Feedback feedback) implements Reading {}

    record Refused(ClientError error) implements Reading {}
  }

  /// A member that is not as it must be.
  private static final class BadMemberException extends Exception {
    private final String member;

    BadMemberException(String message, String member) {
      super(message);
      this.member = member;
    }
  }

  static Reading read(byte[] json) {
    try {
      JsonNode body = MAPPER.readTree(json);
      if (!body.isObject()) {
        return refused("the body must be a JSON object", "");
      }
      return new Reading.Understood(new FeedbackBody(body).feedback());
    } catch (JacksonException e) {
      return refused("the body is not valid JSON", "");
    } catch (BadMemberException e) {
      return refused(String.valueOf(e.getMessage()), e.member);
    }
  }

  private static Reading refused(String message, String member) {
    return new Reading.Refused(ClientError.malformed(400, "invalid_feedback", message, member));
  }

  private Feedback feedback() throws BadMemberException {
    for (String name : body.propertyNames()) {
      if (!MEMBERS.contains(name)) {
        throw new BadMemberException(
            "unknown member; feedback has " + String.join(", ", new TreeSet<>(MEMBERS)),
            safe(name));
      }
    }
    if (has("comment")) {
      text("comment", MOST_BYTES);
    }
    return new Feedback(about(), metric(), score());
  }

  /// A name of the client's own, cut short.
  private static String safe(String name) {
    return HeaderText.of(name.substring(0, Math.min(name.length(), LONGEST_ID)));
  }

  private Feedback.Subject about() throws BadMemberException {
    if (has("request_id") == has("conversation")) {
      throw new BadMemberException(
          "give either request_id (the x-request-id of the answer) or conversation", "request_id");
    }
    return has("request_id")
        ? new Feedback.Subject.Request(text("request_id", LONGEST_ID))
        : new Feedback.Subject.Conversation(text("conversation", LONGEST_ID));
  }

  private String metric() throws BadMemberException {
    if (!has("metric")) {
      return Feedback.SCORE;
    }
    String name = text("metric", LONGEST_ID);
    if (!Feedback.isMetric(name)) {
      throw new BadMemberException(
          "metric must begin with a letter and have at most 64 letters, digits, _, . and -",
          "metric");
    }
    return name;
  }

  private double score() throws BadMemberException {
    if (has("score") == has("thumb")) {
      throw new BadMemberException(
          "give either score (a number from 0 to 1) or thumb (\"up\" or \"down\")", "score");
    }
    return has("score") ? number() : thumb();
  }

  private double number() throws BadMemberException {
    JsonNode value = body.get("score");
    double score = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(score >= 0 && score <= 1)) {
      throw new BadMemberException("score must be a number from 0 to 1", "score");
    }
    return Math.abs(score); // not minus zero
  }

  private double thumb() throws BadMemberException {
    String thumb = text("thumb", LONGEST_ID);
    if (!thumb.equals("up") && !thumb.equals("down")) {
      throw new BadMemberException("thumb must be \"up\" or \"down\"", "thumb");
    }
    return thumb.equals("up") ? 1 : 0;
  }

  private String text(String member, int most) throws BadMemberException {
    JsonNode value = body.get(member);
    if (!value.isString() || (value.stringValue().isBlank() && !member.equals("comment"))) {
      throw new BadMemberException(member + " must be a text", member);
    }
    if (value.stringValue().length() > most) {
      throw new BadMemberException(member + " has more than " + most + " characters", member);
    }
    return value.stringValue();
  }

  /// A member that is null counts as left out.
  private boolean has(String member) {
    return body.hasNonNull(member);
  }
}
