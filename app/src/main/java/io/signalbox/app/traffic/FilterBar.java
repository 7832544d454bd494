package io.signalbox.app.traffic;

import io.signalbox.app.kit.Parts;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.store.Facets;
import io.signalbox.engine.store.TrafficFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;

/// What narrows the list: a chip for each filter, and a text to search for.
final class FilterBar extends HBox {
  private static final PseudoClass SET = PseudoClass.getPseudoClass("set");
  private static final String ANY = "any";
  private static final String ALSO_OWN = "any + " + Client.WORKBENCH;
  private static final double ONE_ROW = 2_000;
  private static final int SEARCH = 24; // letters
  private static final Duration TYPING = Duration.millis(250);

  private final Runnable changed;
  private final FlowPane line = new FlowPane(8, 6);
  private final TextField search = new TextField();
  private final MomentField moment;
  private final List<Chip> chips = new ArrayList<>();
  private final List<Chip> rare = new ArrayList<>();
  private Facets facets = new Facets(List.of(), List.of(), List.of(), List.of());
  private TimeRange range = TimeRange.DAY;

  /// One filter.
  private final class Chip extends MenuButton {
    private final String name;
    private Optional<String> value = Optional.empty();

    Chip(String name, Supplier<List<String>> values) {
      this.name = name;
      getStyleClass().addAll("filter-chip", "no-arrow");
      setId("filter-" + name.replace(" ", "-"));
      getItems().add(Parts.item(ANY)); // else it would not open
      setOnShowing(e -> fill(values.get()));
      write();
    }

    private void fill(List<String> values) {
      getItems().setAll(Stream.concat(Stream.of(ANY), values.stream()).map(this::item).toList());
    }

    private MenuItem item(String words) {
      var item = Parts.item(words);
      item.setMnemonicParsing(false);
      item.setOnAction(e -> set(Optional.of(words).filter(each -> !each.equals(ANY))));
      return item;
    }

    private void set(Optional<String> other) {
      value = other;
      write();
      changed.run();
    }

    private void write() {
      Parts.show(this, name + ": " + value.orElse(ANY));
      pseudoClassStateChanged(SET, value.isPresent());
    }
  }

  /// @param changed told when others are wanted
  /// @param providers the ids of all that are known
  /// @param nodes the ids of the nodes of the graph in front
  FilterBar(Runnable changed, List<String> providers, Supplier<List<String>> nodes) {
    super(12);
    this.changed = changed;
    moment = new MomentField(changed);
    getStyleClass().add("filter-bar");
    setAlignment(Pos.CENTER_LEFT);
    chips.add(new Chip("app", this::apps));
    chips.add(new Chip("model", () -> facets.models()));
    chips.add(new Chip("graph", () -> facets.graphs()));
    chips.add(new Chip("status", this::statuses));
    chips.add(new Chip("cost above", () -> List.of("$0.0001", "$0.001", "$0.01", "$0.1", "$1")));
    search.setId("traffic-search");
    search.setPromptText("Search id, app, model, path");
    search.setAccessibleText("Search traffic");
    search.setPrefColumnCount(SEARCH);
    search.setMinWidth(USE_PREF_SIZE);
    var pause = new PauseTransition(TYPING);
    pause.setOnFinished(e -> changed.run());
    search.textProperty().addListener((o, before, now) -> pause.playFromStart());
    search.setOnAction(e -> {
      pause.stop();
      changed.run();
    });
    rare.add(new Chip("provider", () -> providers));
    rare.add(new Chip("through", nodes));
    line.getChildren().addAll(ranges(), moment);
    line.getChildren().addAll(chips);
    line.getChildren().add(more());
    line.setAlignment(Pos.CENTER_LEFT);
    line.setMinWidth(0);
    line.setPrefWrapLength(ONE_ROW);
    HBox.setHgrow(line, Priority.ALWAYS);
    getChildren().addAll(line, search);
  }

  /// Offers the filters that are rarely wanted.
  private MenuButton more() {
    var button = new MenuButton("+ filter");
    button.getStyleClass().addAll("filter-chip", "no-arrow");
    button.setId("filter-more");
    button.setAccessibleText("More filters");
    for (Chip chip : rare) {
      var item = Parts.item(chip.name);
      item.setOnAction(e -> {
        line.getChildren().add(line.getChildren().indexOf(button), chip);
        chips.add(chip);
        button.getItems().remove(item);
        button.setVisible(!button.getItems().isEmpty());
        button.setManaged(button.isVisible());
        chip.show();
      });
      button.getItems().add(item);
    }
    return button;
  }

  private MenuButton ranges() {
    var button = new MenuButton(range.words());
    button.getStyleClass().addAll("filter-chip", "no-arrow");
    button.setId("filter-range");
    button.pseudoClassStateChanged(SET, true);
    for (TimeRange each : TimeRange.values()) {
      var item = Parts.item(each.words());
      item.setOnAction(e -> {
        range = each;
        Parts.show(button, each.words());
        changed.run();
      });
      button.getItems().add(item);
    }
    return button;
  }

  /// What the workbench sends itself is only listed if that is asked for.
  private List<String> apps() {
    return Stream.concat(
            facets.apps().stream().filter(app -> !app.equals(Client.WORKBENCH)),
            Stream.of(Client.WORKBENCH, ALSO_OWN))
        .toList();
  }

  private List<String> statuses() {
    return Stream.concat(
            Stream.of("2xx", "4xx", "5xx"), facets.statuses().stream().map(String::valueOf))
        .toList();
  }

  /// By what there is to filter.
  void offer(Facets there) {
    facets = there;
  }

  TimeRange range() {
    return range;
  }

  void search() {
    search.requestFocus();
  }

  /// The minute from which the list goes back.
  MomentField moment() {
    return moment;
  }

  /// What is wanted.
  TrafficFilter filter(Instant now) {
    var chosen =
        new TrafficFilter(
            range.since(moment.until().orElse(now)),
            value("graph"),
            value("app").filter(app -> !app.equals(ALSO_OWN)),
            value("model"),
            value("provider"),
            status(),
            value("through"),
            Optional.empty(),
            value("cost above").map(usd -> Money.of(usd.substring(1))),
            value("app").isPresent() ? Optional.empty() : Optional.of(Client.WORKBENCH));
    return chosen.with(search.getText());
  }

  private OptionalInt status() {
    return value("status")
        .map(words -> words.endsWith("xx") ? words.substring(0, 1) : words)
        .map(digits -> OptionalInt.of(Integer.parseInt(digits)))
        .orElseGet(OptionalInt::empty);
  }

  private Optional<String> value(String name) {
    Function<Chip, Optional<String>> value = chip -> chip.value;
    return chips.stream().filter(chip -> chip.name.equals(name)).findFirst().flatMap(value);
  }
}
