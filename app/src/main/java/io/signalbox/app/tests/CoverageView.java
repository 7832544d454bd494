package io.signalbox.app.tests;

import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.wording.ExitLabel;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.lab.Coverage;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// How much of the graph the tests reach, and what they do not.
final class CoverageView extends VBox {
  private final Editor editor;

  CoverageView(Editor editor) {
    this.editor = editor;
    getStyleClass().add("coverage");
  }

  void show(Optional<Coverage> coverage) {
    getChildren().clear();
    setVisible(coverage.isPresent());
    coverage.ifPresent(each -> {
      getChildren()
          .addAll(
              Parts.sectionHead("Coverage"),
              share("exits", each, Coverage.ElementKind.EXIT),
              share("nodes", each, Coverage.ElementKind.NODE),
              share("models", each, Coverage.ElementKind.MODEL));
      missed(each);
    });
  }

  private static HBox share(String word, Coverage coverage, Coverage.ElementKind kind) {
    long of = coverage.count(kind);
    long reached = coverage.reached(kind);
    var bar = new ProgressBar(of == 0 ? 1 : (double) reached / of);
    bar.getStyleClass().add("share");
    bar.setAccessibleText(reached + " of " + of + " " + word + " reached");
    Label figure = Parts.label(reached + " of " + of, "time");
    var row = new HBox(Parts.label(word, "share-word"), bar, figure);
    row.getStyleClass().add("share-row");
    return row;
  }

  private void missed(Coverage coverage) {
    List<Coverage.Element> missed =
        coverage.missed().stream()
            .filter(part -> part.kind() == Coverage.ElementKind.EXIT)
            .toList();
    if (missed.isEmpty()) {
      return;
    }
    getChildren().add(Parts.sectionHead("Not covered"));
    missed.forEach(part -> getChildren().add(link(part)));
  }

  private Hyperlink link(Coverage.Element part) {
    Optional<Node> node = nodeOf(part);
    String title = node.map(Node::title).orElse(part.path());
    String label = node.map(each -> ExitLabel.of(each, part.label())).orElseGet(part::label);
    var link = Parts.link(title + " → " + label);
    link.getStyleClass().add("row-link");
    link.setOnAction(e -> node.ifPresent(each -> editor.select(each.id())));
    return link;
  }

  private Optional<Node> nodeOf(Coverage.Element part) {
    return part.place().node().flatMap(editor.document().graph()::node);
  }
}
