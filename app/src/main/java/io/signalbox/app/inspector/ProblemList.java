package io.signalbox.app.inspector;

import io.signalbox.app.fixes.Fix;
import io.signalbox.app.fixes.Fixes;
import io.signalbox.app.kit.LinkRow;
import io.signalbox.app.kit.Parts;
import io.signalbox.engine.graph.Problem;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Problems, each with what mends it.
final class ProblemList extends VBox {
  private final InspectorContext context;
  private List<Problem> shown = List.of();

  ProblemList(InspectorContext context) {
    this.context = context;
    getStyleClass().add("troubles");
    setVisible(false);
    setManaged(false);
  }

  void show(List<Problem> problems) {
    if (!problems.equals(shown)) {
      shown = List.copyOf(problems);
      getChildren().setAll(problems.stream().map(this::box).toList());
    }
    setVisible(!problems.isEmpty());
    setManaged(!problems.isEmpty());
  }

  private VBox box(Problem problem) {
    List<Fix> fixes = Fixes.of(problem, context.editor().document(), context.installation());
    boolean told = !fixes.isEmpty() || problem.fix().isEmpty();
    Label words = Parts.label(problem.message() + (told ? "" : " " + problem.fix()));
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    var box = new VBox(words);
    box.getStyleClass().addAll("problem-box", problem.isError() ? "error" : "warning");
    if (!fixes.isEmpty()) {
      box.getChildren().add(links(fixes));
    }
    return box;
  }

  private LinkRow links(List<Fix> fixes) {
    var links = new LinkRow();
    fixes.forEach(fix -> links.add(fix.words(), () -> fix.apply(context.fixes())));
    return links;
  }
}
