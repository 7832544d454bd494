package io.signalbox.app.inspector;

import io.signalbox.app.kit.SuggestField;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.ConditionTree;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import java.util.ArrayList;
import java.util.List;

/// The variables that a condition can ask for, those that the graph uses already among them.
record ConditionFields(RoutingGraph graph, ConditionLanguage language) {

  /// What can be chosen.
  List<SuggestField.Suggestion> offers() {
    var offers = new ArrayList<SuggestField.Suggestion>();
    if (language == ConditionLanguage.MODEL) {
      for (String each : List.of("id", "provider", "name")) {
        offer(offers, Signal.MODEL, List.of(each), "text");
      }
      new UsedNames(graph)
          .labels()
          .forEach(label -> offer(offers, Signal.MODEL, List.of("labels", label), "label"));
      return offers;
    }
    for (Signal signal : Signal.values()) {
      offers(offers, signal);
    }
    return offers;
  }

  private void offers(List<SuggestField.Suggestion> offers, Signal signal) {
    switch (signal) {
      case METADATA -> {
        offer(offers, signal, List.of(), signal.meaning());
        new UsedNames(graph)
            .metadata()
            .forEach(key -> {
              offer(offers, signal, List.of(key), "label");
              var number = new Expr.Variable(signal, List.of(key)).asNumber();
              offer(offers, number, "label, as a number");
            });
      }
      case HEADERS -> {
        offer(offers, signal, List.of(), signal.meaning());
        new UsedNames(graph)
            .headers()
            .forEach(key -> offer(offers, signal, List.of(key), "header"));
      }
      case SPEND -> {
        for (Signal.Member member : signal.members()) {
          offer(offers, signal, List.of(member.key()), member.description());
        }
      }
      case PRICE, HEALTH -> {
        for (String model : graph.models().keySet()) {
          for (Signal.Member member : signal.members()) {
            offer(offers, signal, List.of(model, member.key()), member.description());
          }
        }
      }
      default -> offer(offers, signal, List.of(), signal.meaning());
    }
  }

  private static void offer(
      List<SuggestField.Suggestion> offers, Signal signal, List<String> path, String more) {
    offer(offers, new Expr.Variable(signal, path), more);
  }

  private static void offer(
      List<SuggestField.Suggestion> offers, Expr.Variable variable, String more) {
    String text = ConditionTree.text(variable);
    offers.add(new SuggestField.Suggestion(text, text, more));
  }
}
