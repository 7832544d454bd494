package io.signalbox.engine.graph.check;

import io.signalbox.engine.graph.FieldProblems;
import io.signalbox.engine.graph.Frame;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayList;
import java.util.List;

/// Checks the fields of a graph's parts: what is missing, empty, out of range, or said twice.
final class FieldCheck {
  private final RoutingGraph graph;
  private final List<Problem> problems = new ArrayList<>();

  FieldCheck(RoutingGraph graph) {
    this.graph = graph;
  }

  List<Problem> problems() {
    if (graph.name().isEmpty()) {
      problems.add(
          Problem.of(ProblemCode.MISSING_VALUE, Place.WHOLE.at("name"))
              .with("id", "The graph")
              .with("field", "name")
              .with("example", "name: Support desk"));
    }
    graph.models().values().forEach(this::model);
    graph.nodes().values().forEach(this::node);
    for (int i = 0; i < graph.promises().size(); i++) {
      promise(graph.promises().get(i), i);
    }
    for (int i = 0; i < graph.frames().size(); i++) {
      frame(Place.frame(i), graph.frames().get(i));
    }
    return problems;
  }

  private FieldProblems of(Place place, String id) {
    return new FieldProblems(place, id, problems::add);
  }

  private void model(Model model) {
    FieldProblems fields = of(Place.model(model.id()), model.id());
    fields.text("provider", model.provider(), "provider: openai");
    fields.text("model", model.model(), "model: gpt-5.1");
  }

  private void node(Node node) {
    node.check(of(Place.node(node.id()), node.id()));
  }

  private void promise(Promise promise, int index) {
    Place place = Place.promise(index);
    FieldProblems fields = of(place, "Promise " + (index + 1));
    fields.text("name", promise.name(), "name: Patient data stays here");
    if (promise.only().isEmpty() && promise.attempts().isEmpty() && promise.usd().isEmpty()) {
      problems.add(Problem.of(ProblemCode.EMPTY_PROMISE, place).with("promise", promise.name()));
    }
    promise.attempts().ifPresent(most -> fields.atLeastOne("attempts", most));
    promise.usd().ifPresent(most -> fields.positive("usd", most.usd()));
  }

  private void frame(Place place, Frame frame) {
    if (frame.name().isEmpty() && frame.note().isEmpty()) {
      problems.add(Problem.of(ProblemCode.EMPTY_FRAME, place));
    }
  }
}
