package io.signalbox.app.text;

import io.signalbox.app.document.Document;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.Views;
import io.signalbox.engine.graph.Problem;
import java.util.Optional;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Says above a broken text that the canvas shows what was there before.
final class Banner extends HBox {
  private final Label words = new Label();
  private final Hyperlink link = Parts.link("Show");
  private Optional<Problem.Spot> where = Optional.empty();

  Banner(Views views) {
    super(8);
    getStyleClass().add("text-banner");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMaxWidth(Double.MAX_VALUE);
    link.getStyleClass().add("row-link");
    link.setMinWidth(USE_PREF_SIZE);
    link.setOnAction(e -> where.ifPresent(views::show));
    getChildren().addAll(words, Parts.spring(), link);
    setVisible(false);
    setManaged(false);
  }

  void show(Document document) {
    Optional<Problem> broken =
        document.sound()
            ? Optional.empty()
            : document.read().problems().stream().filter(Problem::isError).findFirst();
    where = broken.flatMap(Problem::at);
    Parts.show(words, broken.map(problem -> words(problem, document)).orElse(""));
    link.setVisible(where.isPresent());
    setVisible(broken.isPresent());
    setManaged(broken.isPresent());
  }

  static String words(Problem broken, Document document) {
    String line = broken.at().map(spot -> "Line " + spot.line() + " cannot be read: ").orElse("");
    boolean shown = !document.graph().nodes().isEmpty();
    return line + broken.message() + (shown ? " The canvas shows the last valid state." : "");
  }
}
