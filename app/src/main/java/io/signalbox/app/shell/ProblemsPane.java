package io.signalbox.app.shell;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.session.Document;
import io.signalbox.app.session.Session;
import io.signalbox.engine.graph.Problem;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What is wrong with the graph, where, and how to mend it.
final class ProblemsPane extends ScrollPane {
  private static final Pattern PLACE = Pattern.compile("(?:nodes|models)\\.([^.\\[]+).*");

  private final Session session;
  private final VBox list = new VBox();

  ProblemsPane(Session session) {
    this.session = session;
    getStyleClass().addAll("pane", "problems");
    list.getStyleClass().add("problem-list");
    setContent(list);
    setFitToWidth(true);
    session.documentProperty().addListener((o, before, now) -> show(now));
    show(session.document());
  }

  private void show(Document document) {
    list.getChildren().setAll(document.problems().stream().map(this::row).toList());
    if (document.problems().isEmpty()) {
      list.getChildren().add(Parts.label("No problems.", "second"));
    }
  }

  private HBox row(Problem problem) {
    String severity = problem.severity().name().toLowerCase(Locale.ROOT);
    Label level = Parts.label(severity, "severity", severity);
    Label message = Parts.label(problem.message());
    message.setWrapText(true);
    var words = new VBox(message);
    if (!problem.fix().isEmpty()) {
      Label fix = Parts.label(problem.fix(), "second");
      fix.setWrapText(true);
      words.getChildren().add(fix);
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    var place = new Hyperlink(problem.at().map(Problem.Spot::toString).orElse(problem.path()));
    place.getStyleClass().addAll("row-link", "mono");
    place.setOnAction(e -> idOf(problem).ifPresent(session::select));
    var row = new HBox(level, words, place);
    row.getStyleClass().add("problem");
    return row;
  }

  private static Optional<String> idOf(Problem problem) {
    Matcher place = PLACE.matcher(problem.path());
    return place.matches() ? Optional.of(place.group(1)) : Optional.empty();
  }
}
