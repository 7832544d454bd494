package io.signalbox.app.problems;

import io.signalbox.app.fixes.Fix;
import io.signalbox.app.kit.LinkRow;
import io.signalbox.app.kit.Parts;
import io.signalbox.engine.graph.Problem;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/// A problem: how bad it is, what it is, where, and what mends it.
final class ProblemRow extends HBox {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  private final Problem problem;
  private final List<Fix> fixes;
  private final FontIcon icon;
  private final VBox said;
  private final Label place;
  private final LinkRow links;

  /// @param mend told which fix was chosen
  ProblemRow(Problem problem, Emphasis words, List<Fix> fixes, Consumer<Fix> mend) {
    this.problem = problem;
    this.fixes = fixes;
    String severity = problem.severity().name().toLowerCase(Locale.ROOT);
    getStyleClass().addAll("problem", severity);
    setAccessibleText(severity + ": " + String.join("", words.parts()));
    icon = new FontIcon(icon(problem.severity()));
    icon.getStyleClass().add("problem-icon");
    said = new VBox(flow(words));
    if (fixes.isEmpty() && !problem.fix().isEmpty()) {
      Label fix = Parts.label(problem.fix(), "second");
      fix.setWrapText(true);
      fix.setMinHeight(USE_PREF_SIZE);
      said.getChildren().add(fix);
    }
    // Else the height would be that of the narrowest row.
    setMinHeight(0);
    said.setMinWidth(120);
    said.setPrefWidth(120);
    HBox.setHgrow(said, Priority.ALWAYS);
    place = place();
    links = links(fixes, mend);
    getChildren().addAll(icon, said, place, links);
  }

  /// What mends it, the best first.
  List<Fix> fixes() {
    return fixes;
  }

  /// As high as the words are at the width that they get, not at the least that they may have.
  @Override
  protected double computePrefHeight(double width) {
    if (width < 0) {
      return super.computePrefHeight(width);
    }
    double others = snappedLeftInset() + snappedRightInset() + 3 * getSpacing();
    for (var other : List.of(icon, place, links)) {
      others += other.prefWidth(-1);
    }
    double height = Math.max(place.prefHeight(-1), links.prefHeight(links.prefWidth(-1)));
    height = Math.max(height, said.prefHeight(Math.max(said.getMinWidth(), width - others)));
    return snapSizeY(height) + snappedTopInset() + snappedBottomInset();
  }

  private static Ikon icon(Problem.Severity severity) {
    return switch (severity) {
      case ERROR -> MaterialDesignC.CIRCLE;
      case WARNING -> MaterialDesignA.ALERT;
      case NOTE -> MaterialDesignI.INFORMATION_OUTLINE;
    };
  }

  private static TextFlow flow(Emphasis words) {
    var name = text(words.name());
    name.getStyleClass().add("problem-name");
    // An empty piece would lend its look to the letter after it.
    return new TextFlow(
        Stream.of(text(words.before()), name, text(words.after()))
            .filter(piece -> !piece.getText().isEmpty())
            .toArray(Text[]::new));
  }

  private static Text text(String words) {
    var text = Parts.text(words);
    text.getStyleClass().add("problem-words");
    return text;
  }

  private Label place() {
    String where = problem.at().map(Problem.Spot::toString).orElse(problem.path());
    Label place = Parts.label(where, "problem-place");
    place.setMinWidth(80);
    place.setPrefWidth(190);
    Parts.tip(place, where);
    return place;
  }

  private static LinkRow links(List<Fix> fixes, Consumer<Fix> mend) {
    var links = new LinkRow();
    fixes.forEach(fix -> links.add(fix.words(), () -> mend.accept(fix)));
    return links;
  }

  Problem problem() {
    return problem;
  }

  void current(boolean is) {
    pseudoClassStateChanged(CURRENT, is);
  }
}
