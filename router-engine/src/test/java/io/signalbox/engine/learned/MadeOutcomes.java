package io.signalbox.engine.learned;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Outcomes by rules that are known: a weak model solves short prompts, a strong one nearly all, and
 * a specialist only those about code.
 */
public final class MadeOutcomes {
  private static final List<String> WORDS =
      List.of("red", "blue", "house", "river", "train", "apple", "cloud", "stone", "bread", "lamp");

  private MadeOutcomes() {}

  /** CSV in the wide form, with costs. */
  public static String csv(int prompts, long seed) {
    var random = new SplittableRandom(seed);
    var csv = new StringBuilder("prompt,weak,strong,coder,weak_cost,strong_cost,coder_cost\n");
    for (int i = 0; i < prompts; i++) {
      int length = 4 + random.nextInt(60);
      boolean code = random.nextInt(4) == 0;
      boolean weak = random.nextDouble() < (length < 30 ? 0.95 : 0.2);
      boolean strong = random.nextDouble() < (code ? 0.6 : 0.95);
      boolean coder = random.nextDouble() < (code ? 0.97 : 0.3);
      csv.append(text(i, length, code, random));
      csv.append(",%s,%s,%s,0.001,0.02,0.005%n".formatted(weak, strong, coder));
    }
    return csv.toString();
  }

  private static String text(int number, int length, boolean code, SplittableRandom random) {
    var words = new ArrayList<String>();
    words.add(code ? "function compile loop array" : "tell me about");
    for (int i = 0; i < length; i++) {
      words.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return String.join(" ", words) + " " + number;
  }

  static Outcomes read(String text) {
    return switch (OutcomeText.read(text.getBytes(StandardCharsets.UTF_8))) {
      case OutcomeText.OutcomesResult.Read(var outcomes) -> outcomes;
      case OutcomeText.OutcomesResult.Refused(var why) -> throw new AssertionError(why);
    };
  }

  static String refusal(String text) {
    return switch (OutcomeText.read(text.getBytes(StandardCharsets.UTF_8))) {
      case OutcomeText.OutcomesResult.Read(var outcomes) ->
          throw new AssertionError("read " + outcomes.size());
      case OutcomeText.OutcomesResult.Refused(var why) -> why;
    };
  }
}
