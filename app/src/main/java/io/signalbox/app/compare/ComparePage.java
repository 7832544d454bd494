package io.signalbox.app.compare;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.comparison.AnswerBadge;
import io.signalbox.app.comparison.Comparison;
import io.signalbox.app.comparison.ComparisonColumn;
import io.signalbox.app.comparison.ComparisonTarget;
import io.signalbox.app.comparison.MatrixBoard;
import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.Views;
import io.signalbox.app.tryout.Answer;
import io.signalbox.app.tryout.Simulator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The page on which answers to one prompt come side by side.
public final class ComparePage extends VBox {
  private static final int FIRST = 3;

  private final Editor editor;
  private final Views views;
  private final Notices notices;
  private final Simulator simulator;
  private final Installation installation;
  private final Comparison comparison;
  private final HBox columns = new HBox();
  private final Map<ComparisonColumn, ColumnView> columnViews = new HashMap<>();

  /// It begins with some models of the graph in front.
  public ComparePage(
      Editor editor,
      Views views,
      Notices notices,
      Simulator simulator,
      Installation installation,
      Comparison comparison,
      MatrixBoard board,
      FileDialogs choice) {
    this.editor = editor;
    this.views = views;
    this.notices = notices;
    this.simulator = simulator;
    this.installation = installation;
    this.comparison = comparison;
    getStyleClass().add("compare");
    getStylesheets()
        .add(Objects.requireNonNull(ComparePage.class.getResource("compare.css")).toExternalForm());
    var one =
        new VBox(
            4,
            new PromptCard(editor, notices, simulator, installation, comparison, choice),
            columnsPane());
    var set = new MatrixPane(editor, views, notices, simulator, comparison, board);
    VBox.setVgrow(one, Priority.ALWAYS);
    VBox.setVgrow(set, Priority.ALWAYS);
    getChildren().addAll(head(one, set, board), one, set);
    follow();
  }

  /// What the page is, and whether it is about one prompt or a set.
  private HBox head(VBox one, VBox set, MatrixBoard board) {
    Label what = Parts.label("", "page-what");
    what.setWrapText(true);
    ToggleButton single = choice("compare-one", "One prompt");
    ToggleButton many = choice("compare-set", "Prompt set");
    var group = new ToggleGroup();
    single.setToggleGroup(group);
    many.setToggleGroup(group);
    board.openProperty().addListener((o, before, now) -> turn(now, one, set, what, single, many));
    single.setOnAction(e -> board.openProperty().set(false));
    many.setOnAction(e -> board.openProperty().set(true));
    turn(board.openProperty().get(), one, set, what, single, many);
    var head =
        new HBox(
            8,
            new VBox(4, Parts.label("Compare", "page-title"), what),
            Parts.spring(),
            single,
            many);
    head.setAlignment(Pos.TOP_LEFT);
    return head;
  }

  private static ToggleButton choice(String id, String words) {
    ToggleButton button = Parts.toggle(words);
    button.setId(id);
    button.getStyleClass().add("quiet-toggle");
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private static void turn(
      boolean many, VBox one, VBox set, Label what, ToggleButton single, ToggleButton several) {
    Parts.setShown(one, !many);
    Parts.setShown(set, many);
    single.setSelected(!many);
    several.setSelected(many);
    Parts.show(
        what,
        many
            ? "Run a set of prompts on several models, hold the answers against checks, and route"
                + " to the model that is good enough for the least."
            : "Run one prompt on several models or graphs side by side, and turn the best one into"
                + " a rule.");
  }

  private ScrollPane columnsPane() {
    columns.getStyleClass().add("columns");
    var scroll = new ScrollPane(columns);
    scroll.setFitToHeight(true);
    scroll.setFitToWidth(true);
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("columns-pane");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    return scroll;
  }

  private void follow() {
    comparison.lanes().addListener((ListChangeListener<ComparisonColumn>) change -> arrange());
    comparison.blindProperty().addListener((o, before, now) -> refresh());
    comparison.baseProperty().addListener((o, before, now) -> refresh());
    if (comparison.lanes().isEmpty()) {
      editor.document().graph().models().values().stream()
          .limit(FIRST)
          .map(ComparisonTarget.OfModel::new)
          .forEach(comparison::add);
    }
    arrange();
  }

  /// What can be done here; the page need not be made yet.
  public static List<Action> actions(
      Editor editor, Comparison comparison, MatrixBoard board, Views views) {
    return new CompareActions(editor, comparison, board, views).all();
  }

  /// Compares with the first column, or no longer.
  static void diff(Comparison comparison) {
    Optional<ComparisonColumn> first = comparison.lanes().stream().findFirst();
    comparison
        .baseProperty()
        .set(comparison.baseProperty().get().isPresent() ? Optional.empty() : first);
  }

  private void arrange() {
    columnViews.keySet().retainAll(comparison.lanes());
    comparison.lanes().forEach(lane -> columnViews.computeIfAbsent(lane, this::view));
    if (comparison.lanes().isEmpty()) {
      Label none = Parts.label("Add a model or a graph to compare.", "second");
      columns.getChildren().setAll(none);
    } else {
      columns.getChildren().setAll(comparison.lanes().stream().map(columnViews::get).toList());
    }
    refresh();
  }

  private ColumnView view(ComparisonColumn lane) {
    var view = new ColumnView(editor, views, notices, simulator, installation, comparison, lane);
    HBox.setHgrow(view, Priority.ALWAYS);
    lane.answerProperty().addListener((o, before, now) -> heard(lane, before, now));
    lane.preferredProperty().addListener((o, before, now) -> refresh());
    return view;
  }

  /// Pieces of an answer touch one column; its end touches the badges of all.
  private void heard(ComparisonColumn lane, Optional<Answer> before, Optional<Answer> now) {
    boolean turns = !before.map(Answer::phase).equals(now.map(Answer::phase));
    boolean ended = turns && now.filter(each -> each.phase().isOver()).isPresent();
    if (ended || before.filter(each -> each.phase().isOver()).isPresent()) {
      refresh();
    } else {
      Optional.ofNullable(columnViews.get(lane))
          .ifPresent(view -> view.show(position(lane), Set.of()));
    }
  }

  private int position(ComparisonColumn lane) {
    return comparison.lanes().indexOf(lane);
  }

  private void refresh() {
    List<ComparisonColumn> lanes = comparison.lanes();
    List<Set<AnswerBadge>> badges =
        AnswerBadge.of(lanes.stream().map(ComparisonColumn::answer).toList());
    for (int i = 0; i < lanes.size(); i++) {
      int at = i;
      Optional.ofNullable(columnViews.get(lanes.get(i)))
          .ifPresent(view -> view.show(at, badges.get(at)));
    }
  }
}
