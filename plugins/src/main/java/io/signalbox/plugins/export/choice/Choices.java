package io.signalbox.plugins.export.choice;

import io.signalbox.engine.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What is made of several branches, for each combination of their ways. The first combination
/// whose conditions hold has the first way of each branch that does.
final class Choices {
  private Choices() {}

  static List<Way> of(Node node, List<List<Way>> branches, Function<List<Plan>, Plan> made) {
    List<List<Way>> choices = List.of(List.of());
    for (List<Way> branch : branches) {
      choices =
          choices.stream().flatMap(each -> branch.stream().map(way -> joined(each, way))).toList();
    }
    return choices.stream().map(each -> one(node, each, made)).toList();
  }

  private static List<Way> joined(List<Way> some, Way one) {
    var all = new ArrayList<>(some);
    all.add(one);
    return all;
  }

  private static Way one(Node node, List<Way> choice, Function<List<Plan>, Plan> made) {
    List<Test> tests = choice.stream().flatMap(way -> way.tests().stream()).distinct().toList();
    return new Way(tests, made.apply(choice.stream().map(Way::plan).toList()), node.id());
  }
}
