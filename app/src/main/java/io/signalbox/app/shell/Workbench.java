package io.signalbox.app.shell;

import io.signalbox.app.canvas.GraphCanvas;
import io.signalbox.app.explorer.Explorer;
import io.signalbox.app.inspector.Inspector;
import io.signalbox.app.kit.Fonts;
import io.signalbox.app.session.Session;
import io.signalbox.app.simulate.SimulatePane;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/// The window's content.
public final class Workbench {
  private final Session session;
  private final BorderPane root = new BorderPane();
  private final SimulatePane simulate;
  private final ToolWindow tools;
  private final Appearance appearance;
  private final BooleanProperty explorerOpen;
  private final BooleanProperty inspectorOpen;
  private final BooleanProperty toolsOpen;

  /// The panes of this session.
  ///
  /// @param theme `light`, `dark`, or anything else for what the system has
  /// @param width how wide the window is going to be; a narrow one starts with fewer panes
  public Workbench(Session session, String theme, double width) {
    this.session = session;
    Fonts.load();
    root.getStyleClass().add("workbench");
    root.getStylesheets()
        .add(
            Objects.requireNonNull(Workbench.class.getResource("workbench.css"), "workbench.css")
                .toExternalForm());
    simulate = new SimulatePane(session);
    tools = new ToolWindow(session, simulate);
    appearance = new Appearance(root, choice(theme));
    boolean narrow = width < 1500;
    var across = new Panes(Orientation.HORIZONTAL);
    var down = new Panes(Orientation.VERTICAL);
    explorerOpen = across.keep(new Explorer(session), 220, !narrow);
    down.grow(new GraphCanvas(session));
    toolsOpen = down.keep(tools, narrow ? 250 : 300, true);
    across.grow(down);
    inspectorOpen = across.keep(new Inspector(session), narrow ? 290 : 330, true);
    var search = new Search(session, commands());
    root.setTop(new TopBar(session, search, this::simulate, this::export));
    root.setLeft(rail());
    root.setCenter(across);
    root.setBottom(new StatusLine(session));
    root.sceneProperty().addListener((o, before, scene) -> keys(scene, search));
  }

  /// What is put into the scene.
  public BorderPane root() {
    return root;
  }

  /// Writes a request into the simulator and asks which way it goes.
  public void simulate(String prompt, Map<String, String> metadata) {
    simulate.write(prompt, metadata);
    simulate();
  }

  private void simulate() {
    toolsOpen.set(true);
    tools.showSimulate();
    simulate.begin();
  }

  private void export() {
    toolsOpen.set(true);
    tools.showExport();
  }

  private void problems() {
    toolsOpen.set(true);
    tools.showProblems();
  }

  private Rail rail() {
    var rail = new Rail();
    rail.place(MaterialDesignF.FILE_TREE_OUTLINE, "Explorer", explorerOpen, toggle(explorerOpen));
    rail.place(
        MaterialDesignI.INFORMATION_OUTLINE, "Inspector", inspectorOpen, toggle(inspectorOpen));
    rail.place(
        MaterialDesignP.PLAY_CIRCLE_OUTLINE, "Simulate and problems", toolsOpen, toggle(toolsOpen));
    rail.appearance(appearance);
    return rail;
  }

  private static Runnable toggle(BooleanProperty open) {
    return () -> open.set(!open.get());
  }

  private List<Search.Command> commands() {
    return List.of(
        new Search.Command("Simulate a request", this::simulate),
        new Search.Command("Show problems", this::problems),
        new Search.Command("Export the graph", this::export),
        new Search.Command("Light", () -> choose(Appearance.Choice.LIGHT)),
        new Search.Command("Dark", () -> choose(Appearance.Choice.DARK)),
        new Search.Command("Light or dark as the system", () -> choose(Appearance.Choice.SYSTEM)));
  }

  private void choose(Appearance.Choice choice) {
    appearance.choiceProperty().set(choice);
  }

  private void keys(Scene scene, Search search) {
    if (scene != null) {
      var keys = scene.getAccelerators();
      keys.put(shortcut(KeyCode.K), search::requestFocus);
      keys.put(shortcut(KeyCode.R), this::simulate);
      keys.put(shortcut(KeyCode.Z), session::undo);
      keys.put(
          new KeyCodeCombination(
              KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
          session::redo);
    }
  }

  private static KeyCombination shortcut(KeyCode code) {
    return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
  }

  private static Appearance.Choice choice(String theme) {
    return switch (theme) {
      case "light" -> Appearance.Choice.LIGHT;
      case "dark" -> Appearance.Choice.DARK;
      default -> Appearance.Choice.SYSTEM;
    };
  }
}
