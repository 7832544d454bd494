package io.signalbox.app.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.check.GraphCheck;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.workspace.GraphText;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A rule is never put before one that keeps a promise.
final class RuleProposalTest {
  private static final String TEXT =
      """
      signalbox: 1
      name: Desk
      start: triage
      models:
        home: { provider: ollama, model: llama3.2, labels: { place: home } }
        cloud: { provider: openai, model: gpt-5.1 }
      nodes:
        triage:
          kind: rules
          name: Triage
          rules:
            - { when: 'metadata.data == "health"', to: home, name: health data }
            - { when: 'tokens > 8000', to: cloud, name: long }
          otherwise: cloud
      promises:
        - name: Health data stays at home
          when: metadata.data == "health"
          only: model.labels.place == "home"
      """;

  private final GraphText read = GraphText.read("desk.yaml", TEXT);
  private final RoutingGraph graph = read.graph().orElseThrow();

  @Test
  void goesBehindTheRuleThatGuardsAPromise() {
    var fits =
        assertInstanceOf(RuleProposal.Fits.class, proposal(graph, "metadata.task == 'translate'"));
    assertEquals("rule 2 of Triage, after “health data”", fits.place().where());
    var rules =
        (RulesNode) read.with(fits.place().edit()).graph().orElseThrow().nodes().get("triage");
    assertEquals("metadata.task == 'translate'", rules.rules().get(1).when().text());
  }

  @Test
  void ruleThatIsNeverReachedIsNotProposed() {
    assertInstanceOf(
        RuleProposal.Unreached.class,
        proposal(graph, "metadata.data == 'health' && metadata.task == 'translate'"));
  }

  @Test
  void goesFirstWhereThatBreaksNothing() {
    var fits =
        assertInstanceOf(
            RuleProposal.Fits.class,
            proposal(graph, "metadata.data != 'health' && metadata.task == 'translate'"));
    assertEquals("rule 1 of Triage", fits.place().where());
  }

  @Test
  void ruleThatBreaksAPromiseEverywhereIsNotProposed() {
    String unguarded = TEXT.replace("start: triage", "start: open");
    var open =
        GraphText.read(
            "open.yaml",
            unguarded.replace("nodes:\n", "nodes:\n  open: { kind: fallback, to: [ home ] }\n"));
    var places =
        RouteToModel.places(open.graph().orElseThrow(), cloud(), Condition.of("tokens > 1"));
    var breaks =
        assertInstanceOf(
            RuleProposal.Breaks.class, RuleProposal.of(open, places, RuleProposalTest::check));
    assertEquals("Health data stays at home", breaks.promise());
  }

  private RuleProposal proposal(RoutingGraph of, String when) {
    return RuleProposal.of(
        read, RouteToModel.places(of, cloud(), Condition.of(when)), RuleProposalTest::check);
  }

  private Model cloud() {
    return graph.models().get("cloud");
  }

  private static List<Problem> check(RoutingGraph graph) {
    return GraphCheck.check(graph, model -> ModelCard.unknown(model.provider(), model.model()));
  }
}
