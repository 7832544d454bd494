package io.signalbox.engine.cli.intent;

import io.signalbox.engine.intent.IntentClassifier;
import io.signalbox.engine.intent.IntentVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a classifier makes of texts that it has not learned from.
///
/// @param results in the order of the texts
record Trial(List<Result> results) {
  Trial {
    results = List.copyOf(results);
  }

  /// What came of a text.
  ///
  /// @param nanos how long it took
  record Result(String category, IntentVerdict verdict, long nanos) {
    boolean isRight() {
      return category.equals(verdict.label());
    }
  }

  /// How a category did.
  record Category(String name, int tried, int right) {
    double accuracy() {
      return (double) right / tried;
    }
  }

  /// How often texts of a category were taken for another.
  record Pair(String category, String takenFor, int count) {}

  /// The texts one at a time.
  static Trial of(IntentClassifier classifier, LabeledTexts texts) {
    var results = new ArrayList<Result>();
    for (LabeledTexts.Labeled each : texts.all()) {
      long begin = System.nanoTime();
      IntentVerdict verdict = classifier.classify(each.text());
      results.add(new Result(each.category(), verdict, System.nanoTime() - begin));
    }
    return new Trial(results);
  }

  double accuracy() {
    return (double) results.stream().filter(Result::isRight).count() / results.size();
  }

  /// All categories, the worst first.
  List<Category> categories() {
    var tried = new LinkedHashMap<String, Integer>();
    var right = new HashMap<String, Integer>();
    for (Result each : results) {
      tried.merge(each.category(), 1, Integer::sum);
      right.merge(each.category(), each.isRight() ? 1 : 0, Integer::sum);
    }
    return tried.entrySet().stream()
        .map(each ->
            new Category(each.getKey(), each.getValue(), right.getOrDefault(each.getKey(), 0)))
        .sorted(Comparator.comparingDouble(Category::accuracy))
        .toList();
  }

  /// The pairs that were taken for each other, the most frequent first.
  List<Pair> confused() {
    Map<List<String>, Integer> counts = new LinkedHashMap<>();
    for (Result each : results) {
      if (!each.isRight()) {
        counts.merge(List.of(each.category(), each.verdict().label()), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .map(each -> new Pair(each.getKey().get(0), each.getKey().get(1), each.getValue()))
        .sorted(Comparator.comparingInt(Pair::count).reversed())
        .toList();
  }

  /// The share of texts whose confidence reaches a threshold.
  double shareFrom(double threshold) {
    return (double)
            results.stream().filter(each -> each.verdict().confidence() >= threshold).count()
        / results.size();
  }

  /// The time below which a share of the texts stays, in milliseconds.
  double millis(double share) {
    long[] nanos = results.stream().mapToLong(Result::nanos).sorted().toArray();
    return nanos[(int) Math.min(nanos.length - 1.0, share * nanos.length)] / 1e6;
  }

  /// The chance that a text of these has more confidence than one of others, ties counting half:
  /// the area under the curve of both error rates.
  double areaUnderCurve(Trial others) {
    double[] theirs =
        others.results().stream()
            .mapToDouble(each -> each.verdict().confidence())
            .sorted()
            .toArray();
    double sum = 0;
    for (Result each : results) {
      double own = each.verdict().confidence();
      sum += (below(theirs, own) + below(theirs, Math.nextUp(own))) / 2.0;
    }
    return sum / results.size() / theirs.length;
  }

  /// How many are less than a bound.
  private static int below(double[] rising, double bound) {
    int low = 0;
    int high = rising.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rising[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
