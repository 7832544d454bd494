package io.signalbox.app.testbench;

import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.fx.Background;
import io.signalbox.app.tryout.LiveCall;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.api.CheckedGraph;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.lab.RouteDiff;
import io.signalbox.engine.lab.SampleRequest;
import io.signalbox.engine.workspace.SuiteFile;
import io.signalbox.engine.workspace.SuiteText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Which requests of the tests take another route now than in an earlier version of the graph in
/// front. No provider is called. For the UI thread.
public final class VersionRoutes {
  private static final int EXAMPLES = 3;
  private static final int GROUPS = 4;

  private final Editor editor;
  private final TestBench bench;
  private final Engine engine;
  private final Background background;
  private Background.Stop stop = Background.Stop.NOTHING;

  /// @param bench has the tests of the graph in front
  public VersionRoutes(Editor editor, TestBench bench, Engine engine, Background background) {
    this.editor = editor;
    this.bench = bench;
    this.engine = engine;
    this.background = background;
  }

  /// The tests that are compared.
  public TestBench bench() {
    return bench;
  }

  /// Compares a version with what the graph is now; what was under way before is given up.
  ///
  /// @param told gets what to show, a line each; the first one sums up
  public void compare(String version, Consumer<List<String>> told) {
    stop.stop();
    Document now = editor.document();
    Optional<SuiteFile> suite =
        bench.tests().suite().filter(SuiteText::isSound).flatMap(SuiteText::suite);
    if (suite.isEmpty()) {
      told.accept(List.of("No tests yet. With tests, the routes of both versions are compared."));
    } else if (!now.valid()) {
      told.accept(List.of("The graph has errors. Fix those listed in Problems to compare routes."));
    } else {
      String file =
          editor.currentProperty().get().flatMap(OpenFile::path).map(Object::toString).orElse("");
      stop =
          background.run(
              () -> lines(engine.read(file, version), now, suite.get()),
              told,
              trouble -> told.accept(List.of(LiveCall.words(trouble))));
    }
  }

  private List<String> lines(CheckedGraph before, Document now, SuiteFile suite) {
    boolean broken = before.problems().stream().anyMatch(Problem::isError);
    return broken || before.graph().isEmpty()
        ? List.of("This version has errors, so its routes cannot be compared.")
        : words(engine.compare(before.graph().get(), now.graph(), SampleRequest.of(suite)));
  }

  private static List<String> words(RouteDiff diff) {
    var lines = new ArrayList<String>();
    int all = diff.requests().size();
    int changed = diff.changed().size();
    RouteDiff.Spend spend = diff.spend();
    String cost =
        spend.change().compareTo(Money.ZERO) == 0
            ? ""
            : " Estimated cost: " + spend.before().shown() + " → " + spend.after().shown() + ".";
    lines.add(
        Wording.number(changed)
            + " of "
            + Wording.count(all, "tested route")
            + (all == 1 ? " changes." : " change.")
            + cost);
    List<RouteDiff.Group> groups = diff.groups();
    groups.stream().limit(GROUPS).forEach(group -> lines.add(line(group)));
    if (groups.size() > GROUPS) {
      lines.add("and " + Wording.count(groups.size() - GROUPS, "other change") + " of model");
    }
    return lines;
  }

  private static String line(RouteDiff.Group group) {
    String names =
        group.requests().stream()
            .limit(EXAMPLES)
            .map(RouteDiff.Compared::name)
            .collect(Collectors.joining("; "));
    int more = group.requests().size() - EXAMPLES;
    return group.from()
        + " → "
        + group.to()
        + ": "
        + names
        + (more > 0 ? "; and " + Wording.number(more) + " more" : "");
  }
}
