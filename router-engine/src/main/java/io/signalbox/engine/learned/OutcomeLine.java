package io.signalbox.engine.learned;

import io.signalbox.engine.json.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One record of JSON lines.
record OutcomeLine(String text, String model, double score, Optional<Double> cost) {
  static OutcomeLine of(String json, int line) {
    Optional<String> text = Optional.empty();
    Optional<String> model = Optional.empty();
    Optional<Double> score = Optional.empty();
    Optional<Double> cost = Optional.empty();
    try (var cursor = new Cursor(json.getBytes(StandardCharsets.UTF_8))) {
      if (!cursor.open()) {
        throw new OutcomeException(line, "a JSON object is expected on each line");
      }
      while (cursor.nextMember()) {
        switch (cursor.name()) {
          case "text", "prompt" -> text = Optional.of(string(cursor, line));
          case "model" -> model = Optional.of(string(cursor, line));
          case "score" -> score = Optional.of(score(cursor, line));
          case "cost", "usd" -> cost = cost(cursor, line);
          default -> cursor.skip();
        }
      }
    }
    return new OutcomeLine(
        text.orElseThrow(() -> missing("text", line)),
        model.orElseThrow(() -> missing("model", line)),
        score.orElseThrow(() -> missing("score", line)),
        cost);
  }

  private static OutcomeException missing(String name, int line) {
    return new OutcomeException(line, "`" + name + "` is missing");
  }

  private static String string(Cursor cursor, int line) {
    if (!cursor.isString()) {
      throw new OutcomeException(line, "`" + cursor.name() + "` must be a string");
    }
    return cursor.text();
  }

  private static double score(Cursor cursor, int line) {
    double score = cursor.isBoolean() ? (cursor.isTrue() ? 1 : 0) : number(cursor, line);
    if (score < 0 || score > 1) {
      throw new OutcomeException(line, "`score` must be from 0 to 1, not " + score);
    }
    return score;
  }

  private static Optional<Double> cost(Cursor cursor, int line) {
    return cursor.isNull() ? Optional.empty() : Optional.of(number(cursor, line));
  }

  private static double number(Cursor cursor, int line) {
    if (!cursor.isNumber()) {
      throw new OutcomeException(line, "`" + cursor.name() + "` must be a number");
    }
    return cursor.number();
  }
}
