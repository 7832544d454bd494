package io.signalbox.app.conform;

import io.signalbox.app.kit.Parts;
import io.signalbox.engine.conform.ConformFinding;
import io.signalbox.engine.conform.ConformReport;
import io.signalbox.engine.conform.ConformVerdict;
import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What was found of an endpoint, a row each, with the groups' names between them.
final class FindingTable extends GridPane {
  private static final double VERDICT = 84;
  private static final double TRAIT = 150;

  private String group = "";

  FindingTable(ObservableList<ConformFinding> rows) {
    getStyleClass().add("findings");
    getColumnConstraints().addAll(fixed(VERDICT), fixed(TRAIT), growing(46), growing(54));
    rows.addListener(
        (ListChangeListener<ConformFinding>)
            change -> {
              boolean grown = true;
              while (change.next()) {
                grown &= change.wasAdded() && !change.wasRemoved();
                if (grown) {
                  change.getAddedSubList().forEach(this::add);
                }
              }
              if (!grown) {
                fill(rows);
              }
            });
    fill(rows);
  }

  private static ColumnConstraints fixed(double width) {
    var column = new ColumnConstraints(width);
    column.setHgrow(Priority.NEVER);
    return column;
  }

  private static ColumnConstraints growing(double share) {
    var column = new ColumnConstraints(0, 100 * share / 10, Double.MAX_VALUE);
    column.setHgrow(Priority.ALWAYS);
    return column;
  }

  private void fill(List<ConformFinding> rows) {
    getChildren().clear();
    group = "";
    rows.forEach(this::add);
  }

  private void add(ConformFinding row) {
    if (!row.group().equals(group)) {
      group = row.group();
      Label head =
          Parts.sectionHead(group.substring(0, 1).toUpperCase(Locale.ROOT) + group.substring(1));
      head.getStyleClass().add("finding-group");
      add(head, 0, getRowCount(), 4, 1);
    }
    Label verdict = Parts.label(row.verdict().word(), "finding-verdict", style(row.verdict()));
    Label trait = Parts.label(row.trait().substring(row.group().length() + 1), "finding-trait");
    setValignment(verdict, VPos.TOP);
    setValignment(trait, VPos.TOP);
    addRow(getRowCount(), verdict, trait, came(row), means(row));
  }

  private static String style(ConformVerdict verdict) {
    return switch (verdict) {
      case YES -> "good";
      case NO -> "plain";
      case BROKEN -> "bad";
      case UNTESTED -> "unknown";
    };
  }

  private static VBox came(ConformFinding row) {
    var box = new VBox(1, wrapped(row.asked(), "finding-asked"));
    if (!row.came().isEmpty()) {
      box.getChildren().add(wrapped(row.came(), "mono", "finding-came"));
    }
    return box;
  }

  private static VBox means(ConformFinding row) {
    var box = new VBox(1);
    if (row.verdict() != ConformVerdict.YES) {
      box.getChildren().add(wrapped(row.reason(), "finding-reason"));
    }
    if (!row.follows().isEmpty()) {
      box.getChildren().add(wrapped(row.follows(), "second"));
    }
    return box;
  }

  private static Label wrapped(String words, String... styles) {
    Label label = Parts.label(words, styles);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  /// How many rows have which verdict, and what it took.
  static String summary(ConformReport report) {
    return "%d yes, %d no, %d broken, %d not tested · %s · %d calls, at most %,d tokens"
        .formatted(
            report.count(ConformVerdict.YES),
            report.count(ConformVerdict.NO),
            report.count(ConformVerdict.BROKEN),
            report.count(ConformVerdict.UNTESTED),
            report.model(),
            report.calls(),
            report.tokens());
  }
}
