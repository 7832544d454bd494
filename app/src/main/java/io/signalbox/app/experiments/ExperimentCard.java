package io.signalbox.app.experiments;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.experiment.Comparison;
import io.signalbox.engine.experiment.ScoreRange;
import io.signalbox.engine.experiment.Scores;
import io.signalbox.engine.lab.ExperimentReport;
import io.signalbox.engine.lab.Judgment;
import io.signalbox.engine.store.ExperimentBranch;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/// One experiment: its branches, then each metric with ranges and a verdict.
final class ExperimentCard extends VBox {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());
  private static final double NAME_WIDTH = 180;
  private static final double FIGURE_WIDTH = 104;
  private static final double RANGE_WIDTH = 200;

  private final ExperimentReport report;

  ExperimentCard(ExperimentReport report) {
    super(18);
    this.report = report;
    getStyleClass().addAll("page-box", "experiment");
    getChildren().addAll(head(), branches());
    for (ExperimentReport.Metric metric : report.metrics()) {
      getChildren().add(metric(metric));
    }
    for (Judgment judgment : report.judgments()) {
      getChildren().add(judgment(judgment));
    }
    if (report.metrics().isEmpty() && report.judgments().isEmpty()) {
      getChildren().add(Parts.pageWords("No feedback yet. Apps send it to /v1/feedback."));
    }
  }

  private VBox head() {
    var place = report.place();
    String words =
        Wording.joined(
            place.graph(),
            "node " + place.node(),
            "since " + TIME.format(report.first()),
            Wording.number(report.requests()) + " requests");
    Label name = Parts.label(place.experiment(), "experiment-name");
    var line = new HBox(8, name);
    line.setAlignment(Pos.CENTER_LEFT);
    if (report.branches().stream().anyMatch(each -> each.simulated() > 0)) {
      line.getChildren().add(Parts.simulatedChip());
    }
    return new VBox(2, line, Parts.label(words, "second"));
  }

  private GridPane branches() {
    var grid = grid(5);
    heads(grid, "Branch", "Requests", "Answered", "Mean cost", "Mean time", "First token");
    for (int i = 0; i < report.branches().size(); i++) {
      ExperimentBranch each = report.branches().get(i);
      grid.add(Parts.label(each.branch(), "branch-name"), 0, i + 1);
      List<String> figures =
          List.of(
              Wording.number(each.requests()),
              percent(each.answered() / (double) each.requests(), 0),
              each.meanUsd().map(Money::shown).orElse("unknown"),
              seconds(each.meanMillis()),
              seconds(each.meanWaitMillis()));
      for (int column = 0; column < figures.size(); column++) {
        grid.add(figure(figures.get(column)), column + 1, i + 1);
      }
    }
    return grid;
  }

  private VBox judgment(Judgment judgment) {
    var grid = ranges();
    String judge = judgment.judging().judge();
    heads(grid, "Judge: " + judge, "", "Copies win (95% range)", "Pairs");
    var scale = new RangeScale(0, 1);
    String words = mean(judgment.wins(), judgment.range());
    String copies = report.branches().getLast().branch();
    grid.add(Parts.label(copies, "branch-name"), 0, 1);
    grid.add(new RangeBar(scale, judgment.range(), judgment.wins(), words), 1, 1);
    grid.add(figure(words), 2, 1);
    grid.add(figure(Wording.number(judgment.pairs())), 3, 1);
    grid.add(scale.axis(), 1, 2);
    String details = judgment.outcome() + ". Asked: " + judgment.judging().question();
    Label asked = Parts.label(details, "second");
    asked.setWrapText(true);
    var box =
        new VBox(6, grid, asked, told(report.verdict(judgment), judgment.comparison().sure()));
    judgment.objections().forEach(each -> box.getChildren().add(objection(each)));
    return box;
  }

  private static GridPane ranges() {
    var grid = new GridPane();
    grid.getStyleClass().add("experiment-grid");
    grid.getColumnConstraints()
        .addAll(
            width(NAME_WIDTH, HPos.LEFT),
            growing(),
            width(RANGE_WIDTH, HPos.RIGHT),
            width(FIGURE_WIDTH, HPos.RIGHT));
    return grid;
  }

  private VBox metric(ExperimentReport.Metric metric) {
    var grid = ranges();
    heads(grid, "Metric: " + metric.name(), "", "Mean (95% range)", "Scores");
    List<Scores> judged = report.judged().stream().map(metric.scores()::get).toList();
    var ranges = judged.stream().map(each -> each.interval(ExperimentReport.CONFIDENCE)).toList();
    var scale = RangeScale.of(ranges);
    for (int i = 0; i < ranges.size(); i++) {
      Scores scores = judged.get(i);
      String words = mean(scores, ranges.get(i));
      String branch = report.branches().get(report.judged().get(i)).branch();
      grid.add(Parts.label(branch, "branch-name"), 0, i + 1);
      grid.add(new RangeBar(scale, ranges.get(i), scores, words), 1, i + 1);
      grid.add(figure(words), 2, i + 1);
      grid.add(figure(Wording.number(scores.count())), 3, i + 1);
    }
    grid.add(scale.axis(), 1, ranges.size() + 1);
    var box = new VBox(6, grid);
    metric.comparisons().forEach(each -> box.getChildren().add(verdict(metric, each)));
    return box;
  }

  private Node verdict(ExperimentReport.Metric metric, Comparison comparison) {
    return told(report.verdict(metric, comparison), comparison.sure());
  }

  private static Node objection(String sentence) {
    return told(new FontIcon(MaterialDesignA.ALERT_OUTLINE), sentence, "objection");
  }

  private static Node told(String sentence, boolean sure) {
    var icon =
        new FontIcon(sure ? MaterialDesignC.CHECK_CIRCLE_OUTLINE : MaterialDesignT.TIMER_SAND);
    return told(icon, sentence, sure ? "sure" : "open");
  }

  private static Node told(FontIcon icon, String sentence, String style) {
    Label words = Parts.label(sentence, "verdict-words");
    words.setWrapText(true);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMaxWidth(Double.MAX_VALUE);
    var box = new HBox(8, icon, words);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().addAll("verdict", style);
    return box;
  }

  private static GridPane grid(int figures) {
    var grid = new GridPane();
    grid.getStyleClass().add("experiment-grid");
    var name = width(NAME_WIDTH, HPos.LEFT);
    name.setHgrow(Priority.ALWAYS);
    name.setMaxWidth(Double.MAX_VALUE);
    grid.getColumnConstraints().add(name);
    for (int i = 0; i < figures; i++) {
      grid.getColumnConstraints().add(width(FIGURE_WIDTH, HPos.RIGHT));
    }
    return grid;
  }

  private static ColumnConstraints width(double width, HPos alignment) {
    var column = new ColumnConstraints(width, width, width);
    column.setHalignment(alignment);
    return column;
  }

  private static ColumnConstraints growing() {
    var column = new ColumnConstraints(80, 300, Double.MAX_VALUE);
    column.setHgrow(Priority.ALWAYS);
    column.setFillWidth(true);
    return column;
  }

  private static void heads(GridPane grid, String... words) {
    for (int i = 0; i < words.length; i++) {
      grid.add(Parts.label(words[i], "column-head"), i, 0);
    }
  }

  private static Label figure(String words) {
    return Parts.label(words, "experiment-figure");
  }

  private static String mean(Scores scores, ScoreRange range) {
    return scores.count() == 0
        ? "–"
        : percent(scores.mean(), 1)
            + " ("
            + String.format(Locale.ROOT, "%.1f", range.low() * 100)
            + "–"
            + percent(range.high(), 1)
            + ")";
  }

  static String percent(double share, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f%%", share * 100);
  }

  private static String seconds(OptionalDouble millis) {
    return millis.isEmpty()
        ? "–"
        : String.format(Locale.ROOT, "%.2f s", millis.getAsDouble() / 1_000);
  }
}
