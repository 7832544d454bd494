package io.signalbox.app.compare;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.comparison.AnswerBadge;
import io.signalbox.app.comparison.Comparison;
import io.signalbox.app.comparison.ComparisonColumn;
import io.signalbox.app.comparison.ComparisonTarget;
import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.Prose;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import io.signalbox.app.tryout.Answer;
import io.signalbox.app.tryout.AnswerFigures;
import io.signalbox.app.tryout.SimulatedModels;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.app.wording.Wording;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// One column: who answers, the answer, what it takes, and what can be done with it.
final class ColumnView extends VBox {
  private static final double WIDE = 640;
  private static final double USUAL = 300;

  /// A row for them, whether there are any or not: columns stay level.
  private static final double BADGES = 24;

  private final Installation installation;
  private final Comparison comparison;
  private final ComparisonColumn lane;
  private final Label title = Parts.label("", "lane-title");
  private final Label owner = Parts.label("", "second");
  private final FlowPane badges = new FlowPane(4, 4);
  private final Prose prose = new Prose();
  private final DiffFlow diff = new DiffFlow();
  private final Label progress = Parts.label("", "second");
  private final Label trouble = Parts.label("", "problem-box");
  private final HBox remedies = new HBox(8);
  private final FigureRow figures = new FigureRow();
  private final Button stop;
  private final Button prefer;
  private final Button route;
  private final RouteForm routeForm;

  ColumnView(
      Editor editor,
      Views views,
      Notices notices,
      Simulator simulator,
      Installation installation,
      Comparison comparison,
      ComparisonColumn lane) {
    this.installation = installation;
    this.comparison = comparison;
    this.lane = lane;
    getStyleClass().add("lane");
    stop = Parts.button("Stop", lane::stop, "quiet");
    prefer = Parts.button("Prefer", () -> comparison.prefer(lane), "quiet");
    prefer.getStyleClass().add("prefer");
    routeForm = new RouteForm(editor, views, notices, simulator, comparison, lane.contestant());
    route = Parts.button("Route here", routeForm::begin, "quiet");
    trouble.setWrapText(true);
    progress.setWrapText(true);
    remedies
        .getChildren()
        .addAll(
            Parts.button("Simulate all", this::play, "quiet"),
            Parts.button("Add key", () -> views.show(PageId.MODELS), "quiet"));
    figures.getStyleClass().add("lane-figures");
    setMinWidth(USUAL);
    setPrefWidth(USUAL);
    getChildren().addAll(head(), body(), figures, routeForm, foot());
  }

  private HBox head() {
    var strip = new Region();
    strip.getStyleClass().add("strip");
    title.setMinWidth(0);
    var names = new VBox(title, owner, badges);
    names.setMinWidth(0);
    HBox.setHgrow(names, Priority.ALWAYS);
    badges.getStyleClass().add("badges");
    badges.setMinHeight(BADGES);
    var head =
        new HBox(
            strip,
            names,
            Parts.iconButton(MaterialDesignA.ARROW_EXPAND_HORIZONTAL, "Toggle width", this::expand),
            Parts.iconButton(
                MaterialDesignC.CLOSE, "Remove column", () -> comparison.remove(lane)));
    head.getStyleClass().add("lane-head");
    return head;
  }

  private ScrollPane body() {
    var content = new VBox(8, trouble, remedies, prose, diff, progress);
    content.getStyleClass().add("lane-body");
    var scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("pane");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    return scroll;
  }

  private HBox foot() {
    var foot = new HBox(8, stop, Parts.spring(), prefer, route);
    foot.getStyleClass().add("lane-foot");
    return foot;
  }

  private void expand() {
    boolean wide = getMinWidth() < WIDE;
    setMinWidth(wide ? WIDE : USUAL);
    setPrefWidth(wide ? WIDE : USUAL);
  }

  private void play() {
    comparison.playedProperty().set(true);
    comparison.run();
  }

  /// @param position its place, from 0; in a blind comparison its only name
  void show(int position, Set<AnswerBadge> deserved) {
    boolean blind = comparison.blindProperty().get();
    Optional<Answer> answer = lane.answer();
    names(position, blind);
    badges(answer, blind ? Set.of() : deserved, blind);
    boolean over = answer.filter(each -> each.phase().isOver()).isPresent();
    boolean text = answer.filter(each -> !each.text().isEmpty()).isPresent();
    shown(stop, lane.isRunning());
    prefer.setDisable(!over || !text || comparison.lanes().size() < 2);
    Parts.show(prefer, lane.preferredProperty().get() ? "Preferred" : "Prefer");
    shown(route, !blind && lane.contestant() instanceof ComparisonTarget.OfModel);
    answer(answer, blind);
  }

  private void names(int position, boolean blind) {
    ComparisonTarget who = lane.contestant();
    String name = blind ? String.valueOf((char) ('A' + position % 26)) : who.title();
    Parts.show(title, name);
    title.setTooltip(Parts.tooltip(name));
    String tally = blind ? "" : comparison.tally(who);
    Parts.show(owner, blind ? "hidden" : Wording.joined(who.owner(installation), tally));
  }

  private void badges(Optional<Answer> answer, Set<AnswerBadge> deserved, boolean blind) {
    badges.getChildren().clear();
    deserved.forEach(badge -> {
      Label label = Parts.label(badge.words(), "badge");
      label.setTooltip(Parts.tooltip(badge.why()));
      badges.getChildren().add(label);
    });
    boolean simulated =
        answer
            .map(Answer::simulated)
            .orElseGet(() -> comparison.playedProperty().get() || isPlayed());
    if (simulated && !blind) {
      badges.getChildren().add(Parts.simulatedChip());
    }
  }

  private boolean isPlayed() {
    return lane.contestant() instanceof ComparisonTarget.OfModel of
        && SimulatedModels.is(of.model().provider(), installation);
  }

  private void answer(Optional<Answer> answer, boolean blind) {
    String words = answer.map(Answer::trouble).orElse("");
    Parts.show(trouble, blind && !words.isEmpty() ? "The answer is incomplete." : words);
    shown(trouble, !words.isEmpty());
    shown(remedies, !blind && answer.filter(Answer::lacksKey).isPresent());
    Parts.show(progress, answer.map(AnswerFigures::progress).orElse("Not run yet."));
    Optional<String> other =
        comparison
            .baseProperty()
            .get()
            .filter(base -> base != lane)
            .flatMap(ComparisonColumn::answer)
            .filter(each -> each.phase().isOver() && !each.text().isEmpty())
            .map(Answer::text)
            .filter(text -> answer.filter(each -> each.phase().isOver()).isPresent());
    String text = answer.map(Answer::text).orElse("");
    prose.setText(text);
    other.ifPresent(each -> diff.show(each, text));
    shown(diff, other.isPresent());
    shown(prose, other.isEmpty());
    figures.getChildren().clear();
    if (answer.isPresent() && !blind) {
      AnswerFigures.of(answer.get()).all().forEach(each -> figures.getChildren().add(figure(each)));
    }
    shown(figures, !figures.getChildren().isEmpty());
  }

  private static VBox figure(AnswerFigures.Each each) {
    Label value = Parts.label(each.value(), "lane-figure");
    value.setMinWidth(Region.USE_PREF_SIZE);
    Label word = Parts.label(each.word(), "second");
    word.setMinWidth(Region.USE_PREF_SIZE);
    var box = new VBox(value, word);
    box.getStyleClass().add("lane-figure-box");
    return box;
  }

  private static void shown(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }
}
