package io.signalbox.app.simulate;

import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.ChoiceField;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.tryout.Suppositions;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.SuiteCase.Fixture;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Where is said what a request meets: a model that fails, a time, what was spent.
final class GivenForm extends VBox {
  private static final ZoneId ZONE = ZoneId.systemDefault();
  private static final DateTimeFormatter NOW =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private final Editor editor;
  private final ChoiceField<Kind> kind =
      new ChoiceField<>("What is given", List.of(Kind.values()), Kind::words);
  private final ChoiceField<String> which = new ChoiceField<>("Which", List.of(), id -> id);
  private final ChoiceField<FailureClass> failure =
      new ChoiceField<>(
          "Failure", List.of(FailureClass.values()), each -> each.id().replace('_', ' '));
  private final TextField value = new TextField();
  private final Label problem = Parts.label("", "problem-box");

  /// What can be given.
  private enum Kind {
    FAILS("A model fails"),
    COOLING("A model is cooling down"),
    TIME("The time"),
    SPENT("Spent in a budget"),
    SEEN("Requests in a limit");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /// @param added told how the world changes
  /// @param closed done when the form is no longer wanted
  GivenForm(Editor editor, Consumer<UnaryOperator<Fixture>> added, Runnable closed) {
    super(8);
    this.editor = editor;
    setId("given-form");
    getStyleClass().add("tool-form");
    kind.setId("given-kind");
    which.setId("given-which");
    failure.setId("given-failure");
    value.setId("given-value");
    problem.setWrapText(true);
    Runnable add =
        () ->
            change()
                .ifPresent(change -> {
                  added.accept(change);
                  closed.run();
                });
    var button = Parts.button("Add", add, "accent");
    button.setId("given-add");
    value.setOnAction(e -> add.run());
    Parts.onEscape(this, closed);
    getChildren()
        .addAll(
            Parts.label("Given, for estimates and simulated runs", "second"),
            kind,
            which,
            failure,
            value,
            problem,
            new HBox(8, button, Parts.button("Cancel", closed, "quiet")));
    kind.onTaken(each -> follow());
    begin();
  }

  /// Offers what the graph in front has.
  void begin() {
    kind.show(Optional.ofNullable(kind.getValue()).orElse(Kind.FAILS));
    failure.show(Optional.ofNullable(failure.getValue()).orElse(FailureClass.OVERLOADED));
    follow();
  }

  private void follow() {
    RoutingGraph graph = editor.document().graph();
    Kind now = kind.getValue();
    which.offer(ids(graph, now));
    if (!which.getItems().isEmpty() && !which.getItems().contains(which.getValue())) {
      which.show(which.getItems().getFirst());
    }
    Parts.setShown(which, now != Kind.TIME);
    Parts.setShown(failure, now == Kind.FAILS);
    Parts.setShown(value, now != Kind.FAILS && now != Kind.COOLING);
    value.setText(now == Kind.TIME ? NOW.format(LocalDateTime.now(ZONE)) : "");
    value.setPromptText(now == Kind.SPENT ? "US dollars" : "");
    value.setAccessibleText(now.words());
    say("");
  }

  private static List<String> ids(RoutingGraph graph, Kind kind) {
    return switch (kind) {
      case FAILS, COOLING -> List.copyOf(graph.models().keySet());
      case SPENT -> nodes(graph, BudgetNode.class);
      case SEEN -> nodes(graph, LimitNode.class);
      case TIME -> List.of();
    };
  }

  private static List<String> nodes(RoutingGraph graph, Class<?> type) {
    return graph.nodes().entrySet().stream()
        .filter(each -> type.isInstance(each.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// How the world changes; empty if it cannot, which is said.
  private Optional<UnaryOperator<Fixture>> change() {
    Kind now = kind.getValue();
    Optional<String> id = Optional.ofNullable(which.getValue()).filter(which.getItems()::contains);
    if (now != Kind.TIME && id.isEmpty()) {
      return refused("The graph has none.");
    }
    return switch (now) {
      case FAILS -> {
        FailureClass how = failure.getValue();
        yield id.map(model -> world -> Suppositions.failing(world, model, how));
      }
      case COOLING -> id.map(model -> world -> Suppositions.coolingDown(world, model));
      case TIME -> moment();
      case SPENT -> number().map(usd -> world -> Suppositions.spent(world, id.orElseThrow(), usd));
      case SEEN ->
          number()
              .map(n -> world -> Suppositions.seen(world, id.orElseThrow(), n.usd().longValue()));
    };
  }

  private Optional<UnaryOperator<Fixture>> moment() {
    String written = value.getText();
    return Suppositions.at(Fixture.NOTHING, written, ZONE).isPresent()
        ? Optional.of(world -> Suppositions.at(world, written, ZONE).orElse(world))
        : refused("Write the time as 2026-12-01 14:05.");
  }

  private Optional<Money> number() {
    String written = value.getText().strip().replace("$", "");
    if (written.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      return Optional.of(Money.of(written));
    }
    say("Write a number, such as 12.50.");
    return Optional.empty();
  }

  private <T> Optional<T> refused(String words) {
    say(words);
    return Optional.empty();
  }

  private void say(String words) {
    Parts.show(problem, words);
    Parts.setShown(problem, !words.isEmpty());
  }
}
