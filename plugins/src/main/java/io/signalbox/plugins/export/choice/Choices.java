package io.signalbox.plugins.export.choice;

import io.signalbox.engine.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What is made of several branches, for each combination of their ways. The first combination
/// whose conditions hold has the first way of each branch that does.
final class Choices {
  private Choices() {}

  static List<ChosenWay> of(
      Node node, List<List<ChosenWay>> branches, Function<List<ChosenPlan>, ChosenPlan> made) {
    List<List<ChosenWay>> choices = List.of(List.of());
    for (List<ChosenWay> branch : branches) {
      choices =
          choices.stream().flatMap(each -> branch.stream().map(way -> joined(each, way))).toList();
    }
    return choices.stream().map(each -> one(node, each, made)).toList();
  }

  private static List<ChosenWay> joined(List<ChosenWay> some, ChosenWay one) {
    var all = new ArrayList<>(some);
    all.add(one);
    return all;
  }

  private static ChosenWay one(
      Node node, List<ChosenWay> choice, Function<List<ChosenPlan>, ChosenPlan> made) {
    List<Test> tests = choice.stream().flatMap(way -> way.tests().stream()).distinct().toList();
    return new ChosenWay(
        tests, made.apply(choice.stream().map(ChosenWay::plan).toList()), node.id());
  }
}
