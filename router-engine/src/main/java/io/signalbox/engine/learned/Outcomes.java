package io.signalbox.engine.learned;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// What came of prompts: a score for each prompt and model, 0 to 1, and what it cost. A score or a
/// cost that is not known is NaN. Not changed after it was made; safe for threads.
public final class Outcomes {
  private final List<String> models;
  private final List<String> texts;
  private final double[][] scores;
  private final double[][] costs;

  /// @param texts the prompts, each once
  /// @param scores by prompt, then by model, 0 to 1 or NaN; not copied
  /// @param costs in US dollars, in the same order, or NaN; not copied
  Outcomes(List<String> models, List<String> texts, double[][] scores, double[][] costs) {
    this.models = List.copyOf(models);
    this.texts = List.copyOf(texts);
    this.scores = scores;
    this.costs = costs;
  }

  /// The names of the models.
  public List<String> models() {
    return models;
  }

  /// The prompts; none if only the scores were kept.
  public List<String> texts() {
    return texts;
  }

  /// The number of prompts.
  public int size() {
    return scores.length;
  }

  Outcomes withoutTexts() {
    return new Outcomes(models, List.of(), scores, costs);
  }

  double[][] scores() {
    return scores;
  }

  double[][] costs() {
    return costs;
  }

  double score(int row, int model) {
    return scores[row][model];
  }

  double cost(int row, int model) {
    return costs[row][model];
  }

  /// Whether each model has a cost somewhere, and not all have the same.
  boolean hasCosts() {
    var means = new double[models.size()];
    for (int m = 0; m < means.length; m++) {
      means[m] = meanCost(m);
    }
    return Arrays.stream(means).noneMatch(Double::isNaN)
        && Arrays.stream(means).distinct().count() > 1;
  }

  double meanScore(int model) {
    return mean(scores, model);
  }

  double meanCost(int model) {
    return mean(costs, model);
  }

  private static double mean(double[][] values, int model) {
    return Arrays.stream(values)
        .mapToDouble(row -> row[model])
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  /// The model with the highest mean score; of equal ones the first.
  int bestModel() {
    int best = 0;
    for (int m = 1; m < models.size(); m++) {
      if (meanScore(m) > meanScore(best)) {
        best = m;
      }
    }
    return best;
  }

  /// These rows.
  Outcomes rows(List<Integer> rows) {
    return new Outcomes(
        models,
        rows.stream().map(texts::get).toList(),
        rows.stream().map(row -> scores[row]).toArray(double[][]::new),
        rows.stream().map(row -> costs[row]).toArray(double[][]::new));
  }

  /// The same prompts with these models, in this order; one that is missing has no scores.
  Outcomes of(List<String> wanted) {
    return new Outcomes(wanted, texts, picked(scores, wanted), picked(costs, wanted));
  }

  private double[][] picked(double[][] values, List<String> wanted) {
    var picked = new double[values.length][wanted.size()];
    for (int m = 0; m < wanted.size(); m++) {
      int from = models.indexOf(wanted.get(m));
      for (int row = 0; row < values.length; row++) {
        picked[row][m] = from < 0 ? Double.NaN : values[row][from];
      }
    }
    return picked;
  }

  /// A random part of so many rows at most, the same for one seed.
  public Outcomes sample(int most, long seed) {
    return size() <= most ? this : rows(shuffled(seed).subList(0, most).stream().sorted().toList());
  }

  /// All rows, in random order, cut into parts of about one size.
  List<List<Integer>> parts(int count, long seed) {
    List<Integer> order = shuffled(seed);
    var parts = new ArrayList<List<Integer>>();
    for (int part = 0; part < count; part++) {
      parts.add(order.subList(part * size() / count, (part + 1) * size() / count));
    }
    return parts;
  }

  private List<Integer> shuffled(long seed) {
    var order = new ArrayList<Integer>();
    for (int row = 0; row < size(); row++) {
      order.add(row);
    }
    Collections.shuffle(order, new SplittableRandom(seed));
    return order;
  }
}
