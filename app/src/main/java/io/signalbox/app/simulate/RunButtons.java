package io.signalbox.app.simulate;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import io.signalbox.app.tryout.Simulator;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// The one primary run, live or simulated, with the other one in its menu, and below it what is
/// missing for a live one.
final class RunButtons extends VBox {
  private static final double ONE_ROW = 1_000;

  private final RunMode mode;
  private final Button run;
  private final Button other;
  private final MenuItem live = Parts.item("Run live");
  private final MenuItem simulated = Parts.item("Run simulated");
  private final HBox missing;
  private final Label missingWords = Parts.label("", "second");

  /// @param primary runs as [RunMode] says
  /// @param live calls the models, whatever is given
  /// @param end stands at the other end of the row
  RunButtons(
      RunMode mode,
      Simulator simulator,
      Views views,
      Runnable primary,
      Runnable live,
      Region end,
      Region... more) {
    this.mode = mode;
    run = Parts.button("", primary, "accent", "run-primary");
    run.setId("run");
    run.setMinWidth(USE_PREF_SIZE);
    run.disableProperty().bind(simulator.runningProperty());
    other = Parts.iconButton(MaterialDesignC.CHEVRON_DOWN, "Run live or simulated", this::open);
    other.setId("run-mode");
    other.disableProperty().bind(simulator.runningProperty());
    this.live.setOnAction(e -> choose(false, live));
    simulated.setOnAction(e -> choose(true, primary));
    Hyperlink add = Parts.link("Add key");
    add.setId("add-key");
    add.getStyleClass().add("row-link");
    add.setMinWidth(USE_PREF_SIZE);
    add.setOnAction(e -> views.show(PageId.MODELS));
    missingWords.setWrapText(true);
    missing = new HBox(4, missingWords, add);
    missing.setAlignment(Pos.BASELINE_LEFT);
    missing.setMinHeight(USE_PREF_SIZE);
    var row = new FlowPane(4, 6, new HBox(4, run, other));
    row.getChildren().addAll(more);
    row.setMinWidth(0);
    row.setPrefWrapLength(ONE_ROW);
    HBox.setHgrow(row, Priority.ALWAYS);
    var line = new HBox(4, row, end);
    line.getStyleClass().add("buttons");
    getChildren().addAll(missing, line);
    mode.simulatedProperty().subscribe(this::show);
    mode.lackingProperty().subscribe(this::show);
    show();
  }

  private void choose(boolean wanted, Runnable primary) {
    mode.choose(wanted);
    primary.run();
  }

  private void open() {
    var menu = new ContextMenu(live, simulated);
    menu.show(other, Side.TOP, 0, 0);
  }

  private void show() {
    boolean played = mode.simulatedProperty().get();
    Optional<String> lack = mode.lackingProperty().get();
    Parts.show(run, played ? "Run simulated" : "Run live");
    run.setAccessibleText(
        played
            ? "Run simulated: no provider is called, no cost"
            : "Run live: calls the models and may cost money");
    live.setDisable(lack.isPresent());
    Parts.show(live, lack.map(each -> "Run live: needs a key for " + each).orElse("Run live"));
    Parts.show(missingWords, lack.map(each -> "To run live: a key for " + each).orElse(""));
    Parts.setShown(missing, lack.isPresent());
  }
}
