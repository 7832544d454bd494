package io.signalbox.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.Slot;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class GraphWritingTest {

  @Test
  void newFileReadsAsItsGraph() {
    for (int seed = 0; seed < 300; seed++) {
      RoutingGraph graph = new RandomGraph(new Random(seed)).graph();
      String text = GraphText.write(graph);
      assertSame(graph, GraphText.read("f", text), text);
    }
  }

  @Test
  void editsChangeOnlyTheLinesThatTheyMust() {
    int edits = 0;
    for (int seed = 0; edits < 2000; seed++) {
      Random random = new Random(seed);
      RandomGraph chance = new RandomGraph(random);
      RoutingGraph graph = chance.graph();
      GraphText text = GraphText.read("f", new OddText(random).of(GraphWriter.of(graph)));
      assertSame(graph, text, text.text());
      for (int i = 0; i < 5; i++, edits++) {
        RoutingGraph before = text.graph().orElseThrow();
        GraphEdit edit = chance.edit(before);
        GraphText after = text.with(edit);
        String story = "seed " + seed + ", " + edit + "\n" + text.text() + "\n=>\n" + after.text();
        assertSame(edit.apply(before), after, story);
        assertTrue(after.isSound() || !text.isSound(), () -> after.problems() + story);
        if (edit instanceof GraphEdit.Reorder) {
          assertEquals(letters(text), letters(after), story);
        } else {
          assertLinesKept(text, after, story);
        }
        text = after;
      }
    }
  }

  private static void assertSame(RoutingGraph meant, GraphText text, String story) {
    RoutingGraph is = text.graph().orElseThrow(() -> new AssertionError(text.problems() + story));
    assertEquals(GraphWriter.of(meant), GraphWriter.of(is), story);
    assertEquals(List.copyOf(meant.nodes().keySet()), List.copyOf(is.nodes().keySet()), story);
    assertEquals(List.copyOf(meant.models().keySet()), List.copyOf(is.models().keySet()), story);
  }

  private static List<Integer> letters(GraphText text) {
    return text.text().chars().sorted().boxed().toList();
  }

  /** Lines of the old text that are gone must belong to something that changed. */
  private static void assertLinesKept(GraphText before, GraphText after, String story) {
    List<String> left = new ArrayList<>(after.text().lines().toList());
    TreeSet<Integer> may = changedLines(before, after);
    List<String> lines = before.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      boolean must = !may.contains(i) && !lines.get(i).isBlank();
      assertTrue(
          !must || left.remove(lines.get(i)),
          "line " + (i + 1) + " is gone: " + lines.get(i) + "\n" + story);
    }
  }

  private static TreeSet<Integer> changedLines(GraphText before, GraphText after) {
    Source source = new Source("f", before.text());
    Yaml root = YamlReader.read(new Findings(source)).orElseThrow();
    var lines = new TreeSet<Integer>();
    changed(
        source,
        root,
        Optional.of(GraphWriter.of(before.graph().orElseThrow())),
        Optional.of(GraphWriter.of(after.graph().orElseThrow())),
        lines);
    return lines;
  }

  /// What is no mapping of several lines is written behind its key.
  private static boolean isFilled(Optional<PlainValue> value) {
    return value
        .filter(PlainValue.Fields.class::isInstance)
        .map(PlainValue.Fields.class::cast)
        .filter(mapping -> !mapping.fields().isEmpty())
        .isPresent();
  }

  private static void changed(
      Source source,
      Yaml yaml,
      Optional<PlainValue> old,
      Optional<PlainValue> now,
      TreeSet<Integer> lines) {
    if (old.equals(now)) {
      return;
    }
    if (yaml instanceof Yaml.Mapping mapping
        && old.orElse(null) instanceof PlainValue.Fields a
        && now.orElse(null) instanceof PlainValue.Fields b) {
      boolean grown = !a.fields().keySet().containsAll(b.fields().keySet());
      boolean shrunk = !b.fields().keySet().containsAll(a.fields().keySet());
      for (Map.Entry<String, Yaml.Keyed> entry : mapping.entries().entrySet()) {
        Optional<PlainValue> was = a.get(entry.getKey());
        Optional<PlainValue> is = b.get(entry.getKey());
        Yaml.Keyed at = entry.getValue();
        if (was.isPresent() && is.isEmpty() || was.isEmpty() && is.isPresent()) {
          add(source, at.start(), at.end(), lines);
          commentsAbove(source, at.start(), lines);
        } else {
          changed(source, at.value(), was, is, lines);
          lines.addAll(
              was.equals(is) || at.value() instanceof Yaml.Mapping && isFilled(is)
                  ? List.of()
                  : List.of(source.lineOf(at.start())));
        }
        if (mapping.flow() && (grown || shrunk)) {
          lines.add(source.lineOf(Math.max(0, at.end() - 1)));
          lines.add(source.lineOf(at.start()));
        }
      }
      boolean one = source.lineOf(mapping.start()) == source.lineOf(mapping.end());
      if (mapping.flow() && one || b.fields().isEmpty() || mapping.entries().isEmpty()) {
        add(source, mapping.start(), mapping.end(), lines);
      }
      return;
    }
    add(source, yaml.start(), yaml.end(), lines);
    commentsAbove(source, yaml.start(), lines);
  }

  private static void add(Source source, int start, int end, TreeSet<Integer> lines) {
    for (int line = source.lineOf(start); line <= source.lineOf(Math.max(start, end)); line++) {
      lines.add(line);
    }
  }

  private static void commentsAbove(Source source, int start, TreeSet<Integer> lines) {
    List<String> all = source.text().lines().toList();
    for (int i = source.lineOf(start) - 1; i >= 0 && all.get(i).strip().startsWith("#"); i--) {
      lines.add(i);
    }
  }

  @Test
  void moveTouchesOneLine() throws IOException {
    GraphText text = whole();
    GraphText moved = text.with(new GraphEdit.Move("no", new About.CanvasPoint(11, 22)));
    assertEquals(text.text().replace("at: [ 10, 20 ]", "at: [ 11, 22 ]"), moved.text());
    GraphText flow = text.with(new GraphEdit.Move("opus", new About.CanvasPoint(1, 2)));
    assertEquals(
        text.text().replace("labels: { region: us } }", "labels: { region: us }, at: [ 1, 2 ] }"),
        flow.text());
  }

  @Test
  void newNodeStandsBelowTheLastOne() throws IOException {
    GraphText text = whole();
    Node node = new RejectNode("late", About.named("Too late: sorry"), 503, "Closed");
    String added =
        """
            at: [ 10, 20 ]
          late:
            kind: reject
            name: 'Too late: sorry'
            status: 503
            message: Closed
        """;
    String after = text.with(new GraphEdit.PutNode(node)).text();
    assertTrue(after.contains(added), after);
  }

  @Test
  void renameChangesReferences() throws IOException {
    String after = whole().with(new GraphEdit.Rename("cheap", "thrifty")).text();
    assertEquals(whole().text().replace("cheap", "thrifty"), after);
  }

  @Test
  void whatCannotBeReadStays() {
    String text =
        """
        signalbox: 1
        name: Half
        start: a
        models: { m: { provider: openai, model: x, colour: red } }
        nodes:
          # Not in this version.
          a: { kind: oracle, suite: s.yaml, to: m, otherwise: m }
          b: { kind: rules, rules: [ { when: 'tokns > 1', to: m } ], otherwise: m }
        """;
    GraphText read = GraphText.read("f", text);
    GraphText after = read.with(new GraphEdit.Connect("b", new Slot.Field("otherwise"), "a"));
    assertEquals(
        text.replace("otherwise: m }\n\"", "").replace("], otherwise: m", "], otherwise: a"),
        after.text());
  }

  @Test
  void lineEndsStay() throws IOException {
    String text = whole().text().replace("\n", "\r\n");
    GraphText after =
        GraphText.read("f", text)
            .with(new GraphEdit.PutNode(new RandomGraph(new Random(3)).node("z")));
    assertTrue(after.text().replace("\r\n", "").indexOf('\n') < 0, after.text());
    assertTrue(
        after.text().startsWith(text.substring(0, text.indexOf("promises:") - 4)), after.text());
  }

  private static GraphText whole() throws IOException {
    var file =
        Golden.files(".yaml").stream().filter(each -> each.endsWith("whole.yaml")).findFirst();
    return GraphText.read("whole.yaml", Files.readString(file.orElseThrow()));
  }
}
