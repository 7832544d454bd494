package io.signalbox.app.inspector;

import io.signalbox.app.fx.Ui;
import io.signalbox.app.kit.Formats;
import io.signalbox.app.kit.Parts;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// The promises of a graph, each of which opens in place.
final class Promises extends VBox {
  private final InspectorContext context;
  private final VBox list = new VBox();
  private final List<Entry> rows = new ArrayList<>();

  Promises(InspectorContext context) {
    this.context = context;
    getStyleClass().add("branches");
    list.getStyleClass().add("ways");
    list.managedProperty().bind(list.visibleProperty());
    list.setVisible(false);
    Button add = Parts.button("+ Promise", this::add, "small");
    add.setId("add-promise");
    getChildren().addAll(list, add);
  }

  private List<Promise> all() {
    return context.editor().document().graph().promises();
  }

  void follow() {
    List<Promise> all = all();
    while (rows.size() > all.size()) {
      rows.removeLast();
    }
    while (rows.size() < all.size()) {
      rows.add(new Entry(rows.size()));
    }
    if (!list.getChildren().equals(rows)) {
      list.getChildren().setAll(rows);
    }
    list.setVisible(!rows.isEmpty());
    rows.forEach(Entry::follow);
  }

  /// Adds a promise and opens it.
  void add() {
    var promise =
        new Promise(
            "Never more than three calls",
            Optional.empty(),
            Optional.empty(),
            OptionalInt.of(3),
            Optional.empty());
    context.editor().edit("Add promise", new GraphEdit.PutPromise(all().size(), promise));
    if (!rows.isEmpty()) {
      rows.getLast().begin();
    }
  }

  private void remove(int index) {
    rows.get(index).open(false);
    context.editor().edit("Remove promise", new GraphEdit.RemovePromise(index));
  }

  private final class Entry extends VBox {
    private final int index;
    private final Subject<Promise> subject;
    private final Button head = new Button();
    private final Form<Promise> form;
    private final ProblemList troubles = new ProblemList(context);
    private boolean open;

    Entry(int index) {
      this.index = index;
      subject =
          new Subject<>(
              context,
              List.of("promise"),
              (graph, id) -> graph.promises().stream().skip(index).findFirst(),
              (id, promise) -> new GraphEdit.PutPromise(index, promise));
      getStyleClass().addAll("way", "rule");
      head.getStyleClass().add("row-head");
      head.setMaxWidth(Double.MAX_VALUE);
      head.setId("promise-" + index);
      head.setOnAction(e -> open(!open));
      form = form();
      getChildren().addAll(head, troubles);
    }

    private Form<Promise> form() {
      var made = new Form<>(subject);
      made.typed(
          "Promise name",
          Formats.word("Enter a name."),
          Promise::name,
          (p, name) -> new Promise(name, p.when(), p.only(), p.attempts(), p.usd()));
      conditions(made);
      limits(made);
      Button remove = Parts.button("Remove promise", () -> remove(index), "small");
      return made.part(remove, () -> {});
    }

    private void conditions(Form<Promise> made) {
      condition(
          made,
          new ConditionEditor(
                  context.editor(), "Applies when (optional)", ConditionLanguage.REQUEST)
              .optional(),
          Promise::when,
          (p, when) -> new Promise(p.name(), when, p.only(), p.attempts(), p.usd()));
      condition(
          made,
          new ConditionEditor(context.editor(), "Allowed models", ConditionLanguage.MODEL)
              .optional(),
          Promise::only,
          (p, only) -> new Promise(p.name(), p.when(), only, p.attempts(), p.usd()));
    }

    private void limits(Form<Promise> made) {
      made.figure(
              "Max calls per request",
              Formats.optional(Formats.whole(1, 20)),
              p -> p.attempts().stream().mapToObj(each -> (long) each).findFirst(),
              (p, most) ->
                  new Promise(
                      p.name(),
                      p.when(),
                      p.only(),
                      most.map(each -> OptionalInt.of(each.intValue())).orElse(OptionalInt.empty()),
                      p.usd()))
          .figure(
              "Max USD per call",
              Formats.optional(Formats.money()),
              p -> p.usd().map(Money::usd),
              (p, usd) ->
                  new Promise(p.name(), p.when(), p.only(), p.attempts(), usd.map(Money::new)));
    }

    private void condition(
        Form<Promise> made,
        ConditionEditor editor,
        java.util.function.Function<Promise, Optional<Condition>> get,
        java.util.function.BiFunction<Promise, Optional<Condition>, Promise> with) {
      editor.onTaken(condition -> subject.type("Change promise", p -> with.apply(p, condition)));
      made.part(
          editor.name(), editor, () -> subject.first().ifPresent(p -> editor.show(get.apply(p))));
    }

    void open(boolean wide) {
      open = wide;
      getChildren().remove(form);
      if (wide) {
        getChildren().add(1, form);
        form.follow();
      }
      head.setAccessibleHelp(wide ? "Expanded" : "Collapsed");
    }

    /// Opens it with its name to be typed.
    void begin() {
      open(true);
      if (form.lookup("#promise-name") instanceof TextField name) {
        Ui.focus(name);
        name.selectAll();
      }
    }

    void follow() {
      subject.first().ifPresent(promise -> Parts.show(head, promise.name()));
      troubles.show(
          context.editor().document().problems().stream()
              .filter(each -> each.place().isIn(Place.promise(index)))
              .toList());
      if (open) {
        form.follow();
      }
    }
  }
}
