package io.signalbox.app.inspector;

import io.signalbox.app.kit.Format;
import io.signalbox.app.kit.Formats;
import io.signalbox.app.kit.OrderedRows;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.SuggestField;
import io.signalbox.app.kit.ValueField;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.graph.Slot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

/// The branches of a node, in their order.
///
/// @param <T> the kind of node
final class Branches<T> extends VBox {
  private final Subject<T> subject;
  private final Function<T, List<Branch>> get;
  private final BiFunction<T, List<Branch>, T> with;
  private final IntFunction<Slot> slot;
  private final TargetChoices targets;
  private final OrderedRows list = new OrderedRows(this::move);
  private final List<BranchRow> rows = new ArrayList<>();
  private final Label sum = Parts.label("", "second");

  /// A branch.
  ///
  /// @param share its weight, where branches have one
  record Branch(String to, Optional<BigDecimal> share) {
    static Branch to(String to) {
      return new Branch(to, Optional.empty());
    }
  }

  /// The branches of a subject.
  ///
  /// @param slot the field of a branch's target, by the branch's index
  Branches(
      Subject<T> subject,
      IntFunction<Slot> slot,
      Function<T, List<Branch>> get,
      BiFunction<T, List<Branch>, T> with) {
    this.subject = subject;
    this.slot = slot;
    this.get = get;
    this.with = with;
    targets = new TargetChoices(subject.context(), subject.id());
    getStyleClass().add("branches");
    list.getStyleClass().add("ways");
    Button add = Parts.button("+ Branch", this::add, "small");
    add.setId("add-branch");
    sum.setWrapText(true);
    getChildren().addAll(list, new HBox(8, add, sum));
  }

  private List<Branch> all() {
    return subject.first().map(get).orElse(List.of());
  }

  void follow() {
    List<Branch> all = all();
    while (rows.size() > all.size()) {
      rows.removeLast();
    }
    while (rows.size() < all.size()) {
      var row = new BranchRow(rows.size(), all.get(rows.size()).share().isPresent());
      list.arm(row);
      rows.add(row);
    }
    list.show(rows);
    for (int i = 0; i < all.size(); i++) {
      rows.get(i).show(all.get(i));
    }
    Parts.show(sum, sum(all));
  }

  private static boolean percents(List<Branch> all) {
    return all.stream()
        .allMatch(each -> each.share().orElse(BigDecimal.ONE).compareTo(BigDecimal.ONE) <= 0);
  }

  private static BigDecimal total(List<Branch> all) {
    return all.stream()
        .flatMap(each -> each.share().stream())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String sum(List<Branch> all) {
    if (all.isEmpty() || all.getFirst().share().isEmpty()) {
      return "";
    }
    BigDecimal total = total(all);
    boolean whole = total.compareTo(BigDecimal.ONE) == 0;
    String shown = percents(all) ? percent().shown(total) : Formats.decimal().shown(total);
    return "Sum " + shown + (whole ? "" : ". Shares are relative to the sum.");
  }

  private static Format<BigDecimal> percent() {
    return Formats.percent(BigDecimal.valueOf(1_000_000));
  }

  /// Adds a branch that leads nowhere yet.
  void add() {
    var more = new ArrayList<>(all());
    Optional<BigDecimal> share =
        more.stream()
            .findFirst()
            .flatMap(Branch::share)
            .or(() -> weighted().map(x -> BigDecimal.ONE));
    more.add(new Branch("", share));
    put("Add branch", more);
    if (!rows.isEmpty()) {
      rows.getLast().target.requestFocus();
    }
  }

  private Optional<Slot> weighted() {
    return Optional.of(slot.apply(0)).filter(Slot.ItemField.class::isInstance);
  }

  private void move(int from, int to) {
    var moved = new ArrayList<>(all());
    moved.add(to, moved.remove(from));
    put("Move branch", moved);
  }

  /// Moves the branch that has the focus.
  void moveFocused(int by) {
    list.moveFocused(by);
  }

  /// Takes the branch away that has the focus.
  void removeFocused() {
    list.focused().ifPresent(this::remove);
  }

  private void remove(int index) {
    var fewer = new ArrayList<>(all());
    fewer.remove(index);
    put("Remove branch", fewer);
    if (!rows.isEmpty()) {
      rows.get(Math.min(index, rows.size() - 1)).focus();
    }
  }

  private void put(String what, List<Branch> branches) {
    subject.change(what, each -> with.apply(each, branches));
  }

  private void share(int index, BigDecimal share) {
    var other = new ArrayList<>(all());
    other.set(index, new Branch(other.get(index).to(), Optional.of(share)));
    put("Change share", other);
  }

  /// A share as it is meant beside the others: percent where all are, else a weight.
  private Format<BigDecimal> shares() {
    return Formats.of(
        text ->
            text.contains("%") || percents(all())
                ? percent().read(text)
                : Formats.decimal().read(text),
        share -> percents(all()) ? percent().shown(share) : Formats.decimal().shown(share));
  }

  private final class BranchRow implements OrderedRows.OrderedRow {
    private final HBox view = new HBox();
    private final Button handle = new Button();
    private final SuggestField target;
    private final Label figure = Parts.label("", "count");
    private final Optional<ValueField<BigDecimal>> share;

    BranchRow(int index, boolean weighted) {
      handle.setGraphic(new FontIcon(MaterialDesignD.DRAG_VERTICAL));
      handle.getStyleClass().addAll("icon-only", "handle");
      String name = "Branch " + (index + 1);
      handle.setAccessibleText(name + ", move with Alt and arrow keys");
      target = targets.field(name + " connected to", () -> slot.apply(index));
      target.getStyleClass().add("flat");
      target.setId("branch-" + index);
      HBox.setHgrow(target, Priority.ALWAYS);
      share =
          weighted
              ? Optional.of(
                  new ValueField<>(name + " share", shares()).onTaken(each -> share(index, each)))
              : Optional.empty();
      share.ifPresent(field -> {
        field.control().getStyleClass().addAll("mono", "share");
        field.control().setId("share-" + index);
      });
      Label number = Parts.label(String.valueOf(index + 1), "count");
      figure.setMinWidth(USE_PREF_SIZE);
      Button cross =
          Parts.iconButton(
              MaterialDesignC.CLOSE,
              "Remove " + name.toLowerCase(java.util.Locale.ROOT),
              () -> remove(index));
      view.getStyleClass().addAll("way", "branch");
      view.getChildren().addAll(handle, number, weighted ? target : priced());
      share.ifPresent(field -> view.getChildren().addAll(field, figure));
      view.getChildren().add(cross);
    }

    /// The price below the name, so that a long name stays whole in a narrow pane.
    private VBox priced() {
      figure.getStyleClass().add("branch-price");
      figure.managedProperty().bind(figure.textProperty().isNotEmpty());
      var lines = new VBox(target, figure);
      HBox.setHgrow(lines, Priority.ALWAYS);
      return lines;
    }

    void show(Branch branch) {
      target.show(branch.to(), branch.to().isEmpty() ? "" : targets.title(branch.to()));
      target.setPromptText("not connected");
      share.ifPresent(field -> branch.share().ifPresent(field::show));
      Parts.show(figure, share.isPresent() ? part(branch) : price(branch.to()));
    }

    private String part(Branch branch) {
      BigDecimal total = total(all());
      boolean plain =
          total.signum() == 0 || (percents(all()) && total.compareTo(BigDecimal.ONE) == 0);
      return plain
          ? ""
          : percent()
              .shown(branch.share().orElse(BigDecimal.ZERO).divide(total, 3, RoundingMode.HALF_UP));
    }

    private String price(String to) {
      return subject
          .graph()
          .model(to)
          .flatMap(model ->
              subject
                  .context()
                  .installation()
                  .catalog()
                  .find(model.provider(), model.model())
                  .flatMap(card -> card.price()))
          .map(Wording::price)
          .orElse("");
    }

    @Override
    public Node view() {
      return view;
    }

    @Override
    public Node handle() {
      return handle;
    }

    @Override
    public void focus() {
      handle.requestFocus();
    }
  }
}
