package io.signalbox.engine.lab;

import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.lab.SuiteResult.Mismatch;
import io.signalbox.engine.workspace.SuiteCase.ExpectedAnswer;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/// Compares what an answer should say with what it says.
final class AnswerVerdict {
  private AnswerVerdict() {}

  /// The first expectation that was not met, without a word of the answer; empty: all were.
  static Optional<Mismatch> objection(ExpectedAnswer wanted, String text) {
    return wanted.contains().stream()
        .filter(part -> !text.contains(part))
        .findFirst()
        .map(part -> new Mismatch("contains", part, "an answer without it"))
        .or(() ->
            wanted
                .matches()
                .filter(regex -> !regex.isIn(text))
                .map(regex -> new Mismatch("matches", regex.text(), "an answer without a match")))
        .or(() ->
            wanted.json() && !isJson(text)
                ? Optional.of(new Mismatch("json", "one JSON value", "something else"))
                : Optional.empty());
  }

  private static boolean isJson(String text) {
    try (JsonParser parser = Cursor.FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }
}
