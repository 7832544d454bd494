package io.signalbox.engine.intent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Classifies examples by heads that were trained without them: one by one if there are few, in
/// five parts if there are more, and a fifth only if there are very many, so that it takes no
/// longer than some trainings. The nearest example is always another one. For one thread.
final class HeldBack {
  private static final int FEW = 60;
  private static final int MANY = 2_000;
  private static final int PARTS = 5;

  private final Examples examples;
  private final Space space;
  private final int[] parts;
  private final List<Tried> tried = new ArrayList<>();

  /// What came of an example.
  private record Tried(int own, int best, double familiarity, double without) {}

  HeldBack(Examples examples, Space space) {
    this.examples = examples;
    this.space = space;
    this.parts = parts(examples);
    int heads = examples.given() <= FEW ? examples.given() : PARTS;
    for (int part = 0; part < (examples.given() > MANY ? 1 : heads); part++) {
      tryPart(part);
    }
  }

  /// Each class is spread evenly; labels are in no part.
  private static int[] parts(Examples examples) {
    var parts = new int[examples.given()];
    var seen = new int[examples.labels().size()];
    for (int i = 0; i < parts.length; i++) {
      int own = examples.classes()[i];
      parts[i] = parts.length <= FEW ? i : (seen[own]++ + own) % PARTS;
    }
    return parts;
  }

  private void tryPart(int part) {
    var scorer = new Scorer(space, headWithout(part), examples);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == part) {
        int own = examples.classes()[i];
        Score score = scorer.scoreOfExample(i);
        tried.add(new Tried(own, score.best(), score.familiarity(), score.familiarityWithout(own)));
      }
    }
  }

  private Head headWithout(int part) {
    var vectors = new ArrayList<float[]>();
    var classes = new int[examples.vectors().size()];
    for (int i = 0; i < classes.length; i++) {
      if (i >= parts.length || parts[i] != part) {
        classes[vectors.size()] = examples.classes()[i];
        vectors.add(space.example(i).direction());
      }
    }
    return Head.trained(
        vectors,
        Arrays.copyOf(classes, vectors.size()),
        examples.labels().size(),
        Head.Effort.DRAFT);
  }

  /// The scale on which 0.5 separates texts of the classes from others.
  Scale scale() {
    return Scale.between(
        tried.stream().mapToDouble(Tried::familiarity).toArray(),
        tried.stream().mapToDouble(Tried::without).toArray());
  }

  Assessment assessment(Scale scale) {
    return new Assessment(
        tried.size(),
        (int) tried.stream().filter(each -> each.best() == each.own()).count(),
        classResults(),
        confusions(),
        tried.stream().map(each -> scale.share(each.familiarity())).toList(),
        tried.stream().map(each -> scale.share(each.without())).toList());
  }

  private List<Assessment.ClassResult> classResults() {
    var results = new ArrayList<Assessment.ClassResult>();
    for (int c = 0; c < examples.labels().size(); c++) {
      int own = c;
      List<Tried> all = tried.stream().filter(each -> each.own() == own).toList();
      int right = (int) all.stream().filter(each -> each.best() == own).count();
      results.add(new Assessment.ClassResult(examples.labels().get(c), all.size(), right));
    }
    return results;
  }

  private List<Assessment.Confusion> confusions() {
    Map<List<Integer>, Integer> counts = new LinkedHashMap<>();
    for (Tried each : tried) {
      if (each.best() != each.own()) {
        counts.merge(List.of(each.own(), each.best()), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .map(each ->
            new Assessment.Confusion(
                examples.labels().get(each.getKey().getFirst()),
                examples.labels().get(each.getKey().getLast()),
                each.getValue()))
        .sorted(Comparator.comparingInt(Assessment.Confusion::count).reversed())
        .toList();
  }
}
