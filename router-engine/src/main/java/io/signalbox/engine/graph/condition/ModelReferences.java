package io.signalbox.engine.graph.condition;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The models that a condition names as `health.ID` or `price.ID`. Pure.
public final class ModelReferences {
  /// A text, which is left alone, or `health` or `price` with a key below it.
  private static final Pattern MODEL =
      Pattern.compile(
          "\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'"
              + "|(?<![\\w.])(health|price)\\s*(?:\\.\\s*(\\w+)|\\[\\s*(?:\"([^\"]*)\"|'([^']*)')\\s*\\])");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private ModelReferences() {}

  /// The condition with another id for a model; string literals keep what they say. It stays as it
  /// is if it does not name the model, or names it differently.
  public static Condition renamed(Condition condition, String from, String to) {
    Matcher matcher = MODEL.matcher(condition.text());
    String text =
        matcher.replaceAll(found ->
            Matcher.quoteReplacement(
                names(matcher, from) ? written(found.group(1), to) : found.group()));
    return !text.equals(condition.text())
            && Condition.read(text) instanceof Condition.Parsed.Ready ready
        ? ready.condition()
        : condition;
  }

  private static boolean names(Matcher found, String model) {
    for (int group = 2; group <= 4; group++) {
      if (model.equals(found.group(group))) {
        return true;
      }
    }
    return false;
  }

  private static String written(String signal, String model) {
    return NAME.matcher(model).matches() ? signal + "." + model : signal + "[\"" + model + "\"]";
  }
}
