package io.signalbox.engine.learned;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Collects outcomes; what is given twice is averaged. Belongs to one thread.
final class OutcomeTable {
  private static final int MOST_PROMPTS = 200_000;
  private static final int MOST_MODELS = 100;
  private static final int MOST_CHARS = 1_000_000;

  /// Fewer say nothing: a fifth of them is held back.
  private static final int FEWEST = 20;

  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final Map<String, Integer> models = new LinkedHashMap<>();
  private final Map<Long, Mean> scores = new LinkedHashMap<>();
  private final Map<Long, Mean> costs = new LinkedHashMap<>();

  private record Mean(double sum, int count) {
    static Mean of(double value) {
      return new Mean(value, 1);
    }

    Mean plus(Mean other) {
      return new Mean(sum + other.sum, count + other.count);
    }
  }

  void score(String text, String model, double score, int line) {
    scores.merge(place(text, model, line), Mean.of(score), Mean::plus);
  }

  void cost(String text, String model, double cost, int line) {
    if (cost < 0) {
      throw new OutcomeException(line, "the cost of `" + model + "` is below 0: " + cost);
    }
    costs.merge(place(text, model, line), Mean.of(cost), Mean::plus);
  }

  private long place(String text, String model, int line) {
    if (text.length() > MOST_CHARS) {
      throw new OutcomeException(line, "the prompt is longer than " + MOST_CHARS + " characters");
    } else if (model.isBlank()) {
      throw new OutcomeException(line, "the model has no name");
    }
    long row = number(texts, text, MOST_PROMPTS, "prompts", line);
    return row * MOST_MODELS + number(models, model, MOST_MODELS, "models", line);
  }

  private static int number(
      Map<String, Integer> known, String name, int most, String what, int line) {
    Integer present = known.get(name);
    if (present != null) {
      return present;
    } else if (known.size() == most) {
      throw new OutcomeException(line, "more than " + most + " " + what + ". Take a part of them");
    }
    known.put(name, known.size());
    return known.size() - 1;
  }

  Outcomes outcomes() {
    if (texts.size() < FEWEST) {
      throw new OutcomeException(
          "There are " + texts.size() + " prompts with outcomes; at least 20 are needed.");
    } else if (models.size() < 2) {
      throw new OutcomeException(
          "There are outcomes of " + models.keySet() + " only; at least two models are needed.");
    }
    return new Outcomes(
        new ArrayList<>(models.keySet()),
        new ArrayList<>(texts.keySet()),
        filled(scores),
        filled(costs));
  }

  private double[][] filled(Map<Long, Mean> known) {
    var filled = new double[texts.size()][models.size()];
    Arrays.stream(filled).forEach(row -> Arrays.fill(row, Double.NaN));
    known.forEach((place, mean) ->
        filled[(int) (place / MOST_MODELS)][(int) (place % MOST_MODELS)] = mean.sum / mean.count);
    return filled;
  }
}
