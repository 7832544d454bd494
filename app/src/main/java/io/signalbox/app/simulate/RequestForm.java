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
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
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
  private final FlowPane chips = new FlowPane();
  private final TextField metadata = new TextField();
  private final ModelBox model;
  private final ToolForm tool = new ToolForm(this::add, this::closeTool);

  RequestForm(
      Editor editor,
      Notices notices,
      Simulator simulator,
      Background background,
      FileDialogs choice) {
    this.notices = notices;
    this.simulator = simulator;
    this.background = background;
    this.choice = choice;
    model = new ModelBox(editor, simulator);
    getStyleClass().add("fields");
    layOut();
    followRequest();
    takeDrops();
    write(ask());
    shown(system, !ask().system().isEmpty());
  }

  private void layOut() {
    chips.getStyleClass().add("chips");
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
    getChildren().addAll(head(), system, prompt, chips, tool, new HBox(8, metadata, model));
    shown(tool, false);
  }

  private void followRequest() {
    follow(prompt, RequestDraft::prompt, RequestDraft::withPrompt);
    follow(system, RequestDraft::system, RequestDraft::withSystem);
    simulator.askProperty().addListener((o, before, now) -> write(now));
  }

  private void closeTool() {
    shown(tool, false);
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
    var head = new HBox(Parts.sectionHead("Prompt"), Parts.spring(), words, picture, more);
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
    var all = new ArrayList<Node>();
    if (!ask.app().isEmpty()) {
      all.add(chip("app: " + ask.app(), () -> put(ask().withApp(""))));
    }
    ask.metadata()
        .forEach((key, value) ->
            all.add(chip(key + " = " + value, () -> put(ask().withMetadata(without(key))))));
    ask.images().forEach(image -> all.add(chip(image.name(), () -> removeImage(image))));
    ask.tools().forEach(each -> all.add(chip(each)));
    chips.getChildren().setAll(all);
    shown(chips, !all.isEmpty());
  }

  private static void write(TextInputControl field, String words) {
    if (!field.getText().equals(words)) {
      field.setText(words);
      field.home();
    }
  }

  private java.util.Map<String, String> without(String key) {
    return MetadataLabels.of(ask().metadata()).without(key).values();
  }

  private void removeImage(RequestDraft.Attachment image) {
    put(ask().withImages(left(ask().images(), each -> !each.equals(image))));
  }

  private static <T> List<T> left(List<T> all, Predicate<T> stays) {
    return all.stream().filter(stays).toList();
  }

  private Label chip(Tool each) {
    Label chip =
        chip(
            each.name() + "()",
            () -> put(ask().withTools(left(ask().tools(), other -> !other.equals(each)))));
    chip.setTooltip(
        Parts.tooltip(each.description().isEmpty() ? each.schema() : each.description()));
    chip.setOnMouseClicked(e -> {
      tool.begin(Optional.of(each));
      shown(tool, true);
    });
    return chip;
  }

  private static Label chip(String words, Runnable away) {
    Label chip = Parts.chip(words);
    chip.setMaxWidth(220);
    chip.setGraphic(Parts.iconButton(MaterialDesignC.CLOSE, "Remove " + words, away));
    chip.setContentDisplay(ContentDisplay.RIGHT);
    return chip;
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

  private void add(Tool offered) {
    var all = new ArrayList<>(left(ask().tools(), each -> !each.name().equals(offered.name())));
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
