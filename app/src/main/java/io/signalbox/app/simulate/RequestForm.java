package io.signalbox.app.simulate;

import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.tryout.ImageFile;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.engine.chat.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/// Where a request is composed. It shows what the simulator holds, and puts there what is typed.
final class RequestForm extends VBox {
  private final Notices notices;
  private final Simulator simulator;
  private final Background background;
  private final FileDialogs choice;
  private final TextArea prompt = Parts.textArea();
  private final TextArea system = Parts.textArea();
  private final TurnsView turns = new TurnsView(left -> put(ask().withEarlier(left)));
  private final VariableFields variables = new VariableFields(this::put);
  private final RequestChips chips = new RequestChips(this::put, this::change);
  private final TextField metadata = new TextField();
  private final ModelBox model;
  private final ToolForm tool = new ToolForm(this::add, this::closeTool);
  private final GivenForm given;
  private final RequestMenu menu;

  RequestForm(
      Editor editor,
      Notices notices,
      Simulator simulator,
      Background background,
      FileDialogs choice,
      RequestMenu menu) {
    this.menu = menu;
    this.notices = notices;
    this.simulator = simulator;
    this.background = background;
    this.choice = choice;
    model = new ModelBox(editor, simulator);
    given =
        new GivenForm(
            editor,
            change -> put(ask().supposing(change.apply(ask().supposed()))),
            this::closeGiven);
    getStyleClass().add("fields");
    layOut();
    followRequest();
    takeDrops();
    write(ask());
    shown(system, !ask().system().isEmpty());
  }

  private void layOut() {
    area(prompt, "prompt", "User message", "Prompt");
    area(system, "system-prompt", "System prompt", "System prompt");
    prompt.setPrefRowCount(2);
    prompt.setMinHeight(40);
    system.setPrefRowCount(2);
    system.setMinHeight(48);
    VBox.setVgrow(prompt, Priority.ALWAYS);
    metadata.setId("metadata");
    metadata.setPromptText("key = value");
    metadata.setAccessibleText("Metadata, as key = value");
    Parts.tip(metadata, "Adds metadata to the request: key = value, then Enter.");
    metadata.setMinWidth(60);
    metadata.setOnAction(e -> addLabel());
    HBox.setHgrow(metadata, Priority.ALWAYS);
    getChildren()
        .addAll(
            head(),
            system,
            turns,
            prompt,
            variables,
            chips,
            tool,
            given,
            new HBox(8, metadata, model));
    shown(tool, false);
    shown(given, false);
  }

  private void followRequest() {
    follow(prompt, RequestDraft::prompt, RequestDraft::withPrompt);
    follow(system, RequestDraft::system, RequestDraft::withSystem);
    simulator.askProperty().addListener((o, before, now) -> write(now));
  }

  private void closeTool() {
    shown(tool, false);
  }

  private void closeGiven() {
    shown(given, false);
  }

  private static void area(TextArea area, String id, String hint, String accessible) {
    area.setId(id);
    area.setPromptText(hint);
    area.setWrapText(true);
    area.setAccessibleText(accessible);
  }

  private HBox head() {
    Region words =
        Parts.iconButton(MaterialDesignT.TEXT_BOX_OUTLINE, "System prompt", this::toggleSystem);
    words.setId("show-system");
    Region picture = Parts.iconButton(MaterialDesignI.IMAGE_OUTLINE, "Attach image", this::attach);
    picture.setId("attach");
    Region more = Parts.iconButton(MaterialDesignW.WRENCH_OUTLINE, "Add tool", this::offerTool);
    more.setId("offer-tool");
    Region world = Parts.iconButton(MaterialDesignF.FLASK_OUTLINE, "Given…", this::offerGiven);
    world.setId("offer-given");
    var head =
        new HBox(
            Parts.sectionHead("Prompt"),
            Parts.spring(),
            words,
            picture,
            more,
            world,
            menu.button());
    head.getStyleClass().add("request-head");
    return head;
  }

  private interface Change {
    RequestDraft of(RequestDraft ask, String words);
  }

  private void follow(
      TextInputControl field, java.util.function.Function<RequestDraft, String> is, Change change) {
    field
        .textProperty()
        .addListener((o, before, now) -> {
          if (!is.apply(ask()).equals(now)) {
            put(change.of(ask(), now));
          }
        });
  }

  private RequestDraft ask() {
    return simulator.askProperty().get();
  }

  private void put(RequestDraft ask) {
    simulator.compose(ask);
  }

  private void write(RequestDraft ask) {
    write(prompt, ask.prompt());
    write(system, ask.system());
    if (!ask.system().isEmpty()) {
      shown(system, true);
    }
    turns.show(ask.earlier());
    variables.show(ask);
    chips.show(ask);
  }

  private static void write(TextInputControl field, String words) {
    if (!field.getText().equals(words)) {
      field.setText(words);
      field.home();
    }
  }

  private void change(Tool each) {
    tool.begin(Optional.of(each));
    shown(tool, true);
  }

  /// Takes what is typed in the field for metadata as a label.
  void addLabel() {
    MetadataLabels.of(ask().metadata())
        .with(metadata.getText())
        .ifPresent(more -> {
          metadata.clear();
          put(ask().withMetadata(more.values()));
        });
  }

  /// Shows or hides the system prompt; one that is written stays in sight.
  void toggleSystem() {
    shown(system, !system.isVisible() || !ask().system().isEmpty());
    if (system.isVisible()) {
      system.requestFocus();
    }
  }

  /// Opens the form for a tool.
  void offerTool() {
    shown(tool, true);
    tool.begin(Optional.empty());
  }

  /// Opens the form for what is given.
  void offerGiven() {
    shown(given, true);
    given.begin();
  }

  private void add(Tool offered) {
    var all = new ArrayList<>(ask().tools());
    all.removeIf(each -> each.name().equals(offered.name()));
    all.add(offered);
    put(ask().withTools(all));
  }

  /// Asks for a picture and attaches it.
  void attach() {
    choice.picture().ifPresent(this::attach);
  }

  private void attach(Path file) {
    background.run(
        () -> ImageFile.read(file),
        picture -> {
          var all = new ArrayList<>(ask().images());
          all.add(picture);
          put(ask().withImages(all));
        },
        trouble ->
            notices.tell(
                Notice.trouble(
                    Optional.ofNullable(trouble.getMessage())
                        .orElse("The image cannot be read."))));
  }

  private void takeDrops() {
    prompt.setOnDragOver(e -> {
      if (e.getDragboard().hasFiles()) {
        e.acceptTransferModes(TransferMode.COPY);
        e.consume();
      }
    });
    prompt.setOnDragDropped(e -> {
      e.getDragboard().getFiles().forEach(file -> attach(file.toPath()));
      e.setDropCompleted(e.getDragboard().hasFiles());
      e.consume();
    });
  }

  /// Whether there is something to ask; else it says so.
  boolean isReady() {
    boolean ready = !ask().isBlank();
    if (!ready) {
      prompt.requestFocus();
      notices.tell(Notice.trouble("Write a prompt first."));
    }
    return ready;
  }

  /// The field for the prompt.
  TextArea prompt() {
    return prompt;
  }

  private static void shown(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }
}
