package io.signalbox.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.Slot;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs that are still being built, from nothing on. */
final class GraphBeginningTest {
  private static final String UNTITLED = "signalbox: 1\nname: Untitled\n";

  static Stream<Node> halfBuilt() {
    About about = About.NOTHING;
    Scope all = new Scope.Graph();
    OptionalLong none = OptionalLong.empty();
    var where = BalanceNode.Where.ANY;
    var free = Condition.of("metadata.tier == 'free'");
    return Stream.of(
        new RulesNode("n", about, List.of(), ""),
        new RulesNode("n", about, List.of(new RulesNode.Rule(free, "", Optional.empty())), ""),
        new SplitNode("n", about, List.of(), SplitNode.Sticky.REQUEST, Optional.empty()),
        new SplitNode(
            "n",
            about,
            List.of(new SplitNode.Share("", BigDecimal.ZERO)),
            SplitNode.Sticky.USER,
            Optional.of("")),
        new BalanceNode("n", about, List.of(), BalanceNode.Measure.COST, where),
        new BalanceNode("n", about, List.of("", ""), BalanceNode.Measure.TURNS, where),
        fallback(List.of()),
        fallback(List.of("")),
        new BudgetNode("n", about, Money.ZERO, Window.MONTH, all, "", ""),
        new LimitNode("n", about, none, none, Window.MINUTE, all, "", ""),
        rewrite(Map.of()),
        rewrite(Map.of("temperature", "0.5")),
        new RejectNode("n", about, 503, ""),
        new RejectNode("n", About.named(""), 503, "Closed"));
  }

  private static Node fallback(List<String> to) {
    Optional<java.time.Duration> none = Optional.empty();
    var usual = FallbackNode.USUAL;
    return new FallbackNode("n", About.NOTHING, to, usual, 0, none, none, OptionalInt.empty());
  }

  private static Node rewrite(Map<String, String> set) {
    return new RewriteNode(
        "n", About.NOTHING, set, List.of(), RewriteNode.SystemText.NONE, Set.of(), false, "");
  }

  private static GraphText edited(String text, GraphEdit edit) {
    GraphText read = GraphText.read("f", text);
    GraphText after = read.with(edit);
    assertTrue(after.isSound(), after.problems() + "\n" + after.text());
    assertEquals(edit.apply(read.graph().orElseThrow()), after.graph().orElseThrow(), after.text());
    return after;
  }

  @ParameterizedTest
  @MethodSource("halfBuilt")
  void halfBuiltNodeIsUnderstood(Node node) {
    for (String text :
        List.of(
            "", UNTITLED, UNTITLED + "nodes:\n", UNTITLED + "nodes: {}\n", "{}", "signalbox: 1")) {
      edited(text, new GraphEdit.PutNode(node));
    }
  }

  @Test
  void halfBuiltModelIsUnderstood() {
    edited("", new GraphEdit.PutModel(Model.of("m", "", "")));
    edited(UNTITLED, new GraphEdit.PutModel(Model.of("m", "nobody", "x")));
  }

  @Test
  void promiseOfNothingIsUnderstood() {
    var promise =
        new Promise("", Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
    edited(UNTITLED, new GraphEdit.PutPromise(0, promise));
  }

  @Test
  void nothingIsAnEmptyGraphThatLacksEverything() {
    GraphText text = GraphText.read("f", "");
    assertEquals(RoutingGraph.empty(""), text.graph().orElseThrow());
    assertFalse(text.isSound());
    assertEquals("", text.with(new GraphEdit.SetName("")).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# Mine", "# Mine\r\n", "\n\n", "\uFEFF", "\uFEFF# Mine\n"})
  void graphGrowsFromNothing(String begin) {
    GraphText text = edited(begin, new GraphEdit.SetName("Desk"));
    text = edited(text.text(), new GraphEdit.PutModel(Model.of("m", "openai", "gpt-5.1")));
    text = edited(text.text(), new GraphEdit.SetStart("m"));
    assertTrue(text.text().startsWith(begin), text.text());
  }

  @Test
  void firstNodeStandsInItsSection() {
    GraphText text =
        edited(UNTITLED, new GraphEdit.PutNode(new RulesNode("a", About.NOTHING, List.of(), "")));
    text = edited(text.text(), new GraphEdit.SetStart("a"));
    text = edited(text.text(), new GraphEdit.PutModel(Model.of("m", "openai", "gpt-5.1")));
    text = edited(text.text(), new GraphEdit.Connect("a", new Slot.Field("otherwise"), "m"));
    assertEquals(
        """
        signalbox: 1
        name: Untitled
        start: a
        nodes:
          a:
            kind: rules
            rules: []
            otherwise: m
        models:
          m: { provider: openai, model: gpt-5.1 }
        """,
        text.text());
  }
}
