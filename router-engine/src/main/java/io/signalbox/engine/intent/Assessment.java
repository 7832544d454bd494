package io.signalbox.engine.intent;

import java.util.List;
import java.util.function.DoublePredicate;

/// How good a classifier is, found on its own examples: each is classified by a classifier that was
/// trained without it. What a text of no class would look like is found by leaving out the
/// example's whole class, which is harder than most texts from elsewhere. Immutable.
///
/// @param tried how many examples were classified: all, or a fifth of more than 2,000
/// @param right how many of them got their own class, whatever the threshold
/// @param classes in the order of the graph
/// @param confusions the pairs that are taken for each other, the most frequent first
/// @param known the confidences for texts of the classes, rising
/// @param unknown the confidences for texts of none, rising
public record Assessment(
    int tried,
    int right,
    List<ClassResult> classes,
    List<Confusion> confusions,
    List<Double> known,
    List<Double> unknown) {
  public Assessment {
    classes = List.copyOf(classes);
    confusions = List.copyOf(confusions);
    known = known.stream().sorted().toList();
    unknown = unknown.stream().sorted().toList();
  }

  /// The share of examples that got their own class.
  public double accuracy() {
    return tried == 0 ? 0 : (double) right / tried;
  }

  /// What goes wrong with a threshold.
  public ErrorRates at(double threshold) {
    return new ErrorRates(
        share(known, each -> each < threshold), share(unknown, each -> each >= threshold));
  }

  private static double share(List<Double> all, DoublePredicate wrong) {
    return all.isEmpty()
        ? 0
        : (double) all.stream().filter(each -> wrong.test(each)).count() / all.size();
  }

  /// How a class did.
  ///
  /// @param tried how many of its examples were classified
  /// @param right how many of them got it
  public record ClassResult(String label, int tried, int right) {}

  /// How often examples of a class were taken for those of another.
  public record Confusion(String label, String takenFor, int count) {}

  /// What goes wrong with a threshold, as shares from 0 to 1.
  ///
  /// @param knownRefused texts of the classes that go to `otherwise`
  /// @param unknownAccepted texts of none that go to a class
  public record ErrorRates(double knownRefused, double unknownAccepted) {}
}
