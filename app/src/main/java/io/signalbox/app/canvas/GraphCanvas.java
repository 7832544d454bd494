package io.signalbox.app.canvas;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.document.Selection;
import io.signalbox.app.figures.LiveFigures;
import io.signalbox.app.kinds.CarriedItems;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.canvas.CanvasSurface;
import io.signalbox.app.kit.canvas.Minimap;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.Shortcuts;
import io.signalbox.app.state.Views;
import io.signalbox.app.testbench.GateRuns;
import io.signalbox.app.testbench.GateStanding;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.Dimension2D;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/// The canvas: the graph of the open document, to be looked at and changed, with what is selected
/// and the way of the last simulation.
public final class GraphCanvas extends StackPane {
  private static final double MARGIN = 12;

  /// Of the canvas, below the buttons over it.
  private static final double STRIP = 30;

  private final Installation installation;
  private final GateRuns gates;
  private final CanvasSurface surface = new CanvasSurface();
  private final Minimap minimap = new Minimap(surface);
  private final GraphDecoration marks;
  private final GraphContent sheet;
  private final Frames frames;
  private final FiguresBar figures;
  private final CanvasActions commands;
  private final VBox hint = new VBox(6);
  private final Label hintTitle = Parts.label("", "hint-title");
  private final Label hintWords = Parts.label("", "second");
  private final CardPositions.Automatic automatic = new CardPositions.Automatic();
  private RoutingGraph shown = RoutingGraph.empty("");
  private String shownFile = "";

  public GraphCanvas(
      Editor editor,
      Views views,
      Notices notices,
      Simulator simulator,
      Installation installation,
      CarriedItems carried,
      GateRuns gates,
      LiveFigures live,
      Shortcuts shortcuts) {
    this.installation = installation;
    this.gates = gates;
    getStyleClass().add("graph-canvas");
    getStylesheets()
        .add(
            Objects.requireNonNull(GraphCanvas.class.getResource("canvas.css"), "canvas.css")
                .toExternalForm());
    setMinSize(200, 120);
    marks = new GraphDecoration(editor, simulator, live);
    figures = new FiguresBar(live, views);
    sheet = new GraphContent(surface, marks);
    frames = new Frames(editor);
    var guides = new Guides();
    var board =
        new CanvasContext(
            editor, views, notices, installation, carried, surface, sheet, marks, frames);
    var asking = new InlinePrompt(board);
    var gestures = new Gestures(board, guides, asking);
    commands = new CanvasActions(board, gestures, asking, live, figures);
    surface.setFocusTraversable(true);
    surface.setAccessibleText("Canvas");
    surface.world().getChildren().addFirst(frames.layer());
    surface.raised().getChildren().addAll(guides.layer(), asking.field());
    getChildren().addAll(surface, hint(), tools(), chip(), bar(), asking.palette());
    new CanvasKeys(board, commands, gestures, asking, shortcuts);
    new ContextMenus(board, commands, gestures).on(surface);
    new PaletteDrop(board, asking).on(this);
    follow(editor, simulator);
    live.figuresProperty().addListener((o, before, now) -> dress());
  }

  private void follow(Editor editor, Simulator simulator) {
    editor.documentProperty().addListener((o, before, now) -> show(now));
    editor.selectionProperty().addListener((o, before, now) -> showSelection(now));
    simulator.resultProperty().addListener((o, before, now) -> dress());
    gates.standingsProperty().addListener((o, before, now) -> measured(editor, before, now));
    show(editor.document());
  }

  private void measured(
      Editor editor, Map<String, GateStanding> before, Map<String, GateStanding> now) {
    if (!before.equals(now)) {
      draw(editor.document());
      dress();
    }
  }

  /// Everything that can be done here.
  public List<Action> actions() {
    return commands.all();
  }

  private Node tools() {
    var tools = new HBox(8, zoomBox(), minimap);
    tools.setAlignment(Pos.BOTTOM_RIGHT);
    tools.setPickOnBounds(false);
    tools.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    tools
        .layoutBoundsProperty()
        .subscribe(own ->
            surface.setCovered(
                STRIP, new Dimension2D(own.getWidth() + MARGIN, own.getHeight() + MARGIN)));
    StackPane.setAlignment(tools, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(tools, new Insets(MARGIN));
    return tools;
  }

  private Node bar() {
    StackPane.setAlignment(figures, Pos.TOP_RIGHT);
    StackPane.setMargin(figures, new Insets(12));
    widthProperty().addListener((o, before, now) -> figures.resized());
    return figures;
  }

  private HBox zoomBox() {
    var percent = new Label();
    percent.getStyleClass().add("zoom");
    percent
        .textProperty()
        .bind(surface.zoomProperty().multiply(100).asString(java.util.Locale.ROOT, "%.0f%%"));
    var box =
        new HBox(
            Parts.iconButton(MaterialDesignM.MINUS, "Zoom out", () -> surface.zoomBy(1 / 1.2)),
            percent,
            Parts.iconButton(MaterialDesignP.PLUS, "Zoom in", () -> surface.zoomBy(1.2)),
            Parts.iconButton(MaterialDesignF.FIT_TO_PAGE_OUTLINE, "Zoom to fit", surface::fit),
            Parts.button("Tidy", () -> fire("tidy"), "tidy"));
    box.getStyleClass().add("floating");
    box.setAlignment(Pos.CENTER);
    box.setMaxHeight(30);
    return box;
  }

  private Button chip() {
    var keys = Parts.label("Space", "keys");
    var face = new HBox(8, new FontIcon(MaterialDesignP.PLUS), Parts.label("Add node"), keys);
    face.setAlignment(Pos.CENTER_LEFT);
    Button chip = Parts.button("", () -> fire("add"), "add-chip");
    chip.setGraphic(face);
    chip.setId("add-node");
    chip.setAccessibleText("Add node");
    StackPane.setAlignment(chip, Pos.TOP_LEFT);
    StackPane.setMargin(chip, new Insets(12));
    return chip;
  }

  private VBox hint() {
    hint.getStyleClass().add("canvas-hint");
    hint.setAlignment(Pos.CENTER);
    hint.setMouseTransparent(true);
    hint.getChildren().addAll(hintTitle, hintWords);
    hintWords.setTextAlignment(TextAlignment.CENTER);
    return hint;
  }

  private void hint(Document document) {
    boolean sound = document.sound();
    Parts.show(hintTitle, sound ? "The graph is empty" : "The file cannot be read");
    Parts.show(
        hintWords,
        sound
            ? "Press Space to add a node or a model, or drag one here.\n"
                + "The first one becomes the entry point."
            : "Fix the line listed in Problems to see the graph.");
  }

  private void fire(String id) {
    commands.get(id).ifPresent(Action::fire);
  }

  private void show(Document document) {
    RoutingGraph graph = document.graph();
    if (!graph.equals(shown)) {
      draw(document);
    }
    hint(document);
    dress();
  }

  private void draw(Document document) {
    shown = document.graph();
    boolean other = !document.file().equals(shownFile);
    shownFile = document.file();
    var faces = new CardFaces(shown, installation, gates.standingsProperty().get()).faces();
    sheet.show(faces, CardPositions.of(shown, faces, automatic));
    frames.show();
    if (other) {
      surface.enter(sheet.geometry().at(CardFaces.START));
    }
    hint.setVisible(faces.isEmpty() && shown.frames().isEmpty());
    minimap.setVisible(!faces.isEmpty());
    minimap.setManaged(!faces.isEmpty());
    minimap.show(
        faces.stream()
            .map(face -> new Minimap.Spot(sheet.geometry().at(face.id()), face.kind()))
            .toList());
  }

  private void dress() {
    marks.refresh();
    sheet.dressAll();
  }

  private void showSelection(Selection selected) {
    dress();
    selected.only().map(sheet.geometry()::at).ifPresent(surface::reveal);
  }
}
