package io.signalbox.app.export;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.session.Exported;
import io.signalbox.app.session.Exporting;
import io.signalbox.app.session.Session;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.ConfigExporter.Fidelity;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;

/// Gateways at the left, what is lost on the way in the middle, the files at the right.
public final class ExportPane extends HBox {
  private final Session session;
  private final VBox gateways = new VBox(6);
  private final VBox report = new VBox();
  private final TextArea files = new TextArea();
  private final Button save = Parts.button("Save to a directory…", this::save, "quiet");
  private final Label saved = Parts.label("", "second");
  private Optional<ConfigExporter> chosen = Optional.empty();
  private List<ConfigExporter.File> written = List.of();

  /// A pane of this session.
  public ExportPane(Session session) {
    this.session = session;
    getStyleClass().add("export");
    gateways.getStyleClass().add("gateways");
    gateways.getChildren().add(Parts.sectionHead("Export to"));
    var group = new ToggleGroup();
    session
        .surroundings()
        .exporters()
        .forEach(each -> gateways.getChildren().add(button(each, group)));
    report.getStyleClass().add("reasons");
    var scroll = new ScrollPane(report);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("pane");
    HBox.setHgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(gateways, scroll, right());
    session.documentProperty().addListener((o, before, now) -> show());
    show();
  }

  private ToggleButton button(ConfigExporter exporter, ToggleGroup group) {
    var button = new ToggleButton(exporter.name());
    button.setToggleGroup(group);
    button.setMaxWidth(Double.MAX_VALUE);
    button.getStyleClass().add("gateway");
    button.setOnAction(e -> {
      chosen = Optional.of(exporter).filter(each -> button.isSelected());
      show();
    });
    return button;
  }

  private VBox right() {
    files.setEditable(false);
    files.getStyleClass().add("mono");
    files.setAccessibleText("Files of the export");
    VBox.setVgrow(files, Priority.ALWAYS);
    saved.setWrapText(true);
    var foot = new HBox(10, save, saved);
    foot.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    var box = new VBox(8, files, foot);
    box.getStyleClass().add("files");
    return box;
  }

  private void show() {
    report.getChildren().setAll(Parts.sectionHead("What it can say"));
    written = List.of();
    saved.setText("");
    if (chosen.isEmpty()) {
      say("Choose a gateway: each node is listed with what would be lost.");
    } else {
      switch (Exporting.of(session.document(), session.surroundings(), chosen.get())) {
        case Exported.Refused refused -> say(refused.message());
        case Exported.Ready ready -> show(ready.export());
      }
    }
    files.setText(written.stream().map(ExportPane::shown).collect(Collectors.joining("\n")));
    save.setDisable(written.isEmpty());
  }

  private void show(ConfigExporter.Export export) {
    export.report().forEach(row -> report.getChildren().add(row(row)));
    say(export.run());
    written = export.files();
  }

  private void say(String words) {
    Label label = Parts.label(words, "second");
    label.setWrapText(true);
    report.getChildren().add(label);
  }

  private static HBox row(Fidelity fidelity) {
    String level = fidelity.level().name().toLowerCase(Locale.ROOT);
    Label name = Parts.label(fidelity.id().isEmpty() ? "the graph" : fidelity.id(), "step-name");
    Label lost = Parts.label(String.join(" ", fidelity.lost()), "because");
    lost.setWrapText(true);
    var words = fidelity.lost().isEmpty() ? new VBox(name) : new VBox(name, lost);
    words.setMinWidth(60);
    HBox.setHgrow(words, Priority.ALWAYS);
    var row = new HBox(Parts.label(level, "severity", level), words);
    row.getStyleClass().add("step");
    return row;
  }

  private static String shown(ConfigExporter.File file) {
    return "# " + file.name() + "\n" + file.text();
  }

  private void save() {
    var chooser = new DirectoryChooser();
    chooser.setTitle("Where the files go");
    Optional.ofNullable(chooser.showDialog(getScene().getWindow()))
        .ifPresent(directory -> save(directory.toPath()));
  }

  /// Writes the files; none that exists is replaced.
  private void save(Path directory) {
    try {
      for (ConfigExporter.File file : written) {
        Files.writeString(
            directory.resolve(file.name()), file.text(), StandardOpenOption.CREATE_NEW);
      }
      saved.setText("Saved in " + directory + ".");
    } catch (FileAlreadyExistsException there) {
      saved.setText(there.getMessage() + " is already there. Choose another directory.");
    } catch (IOException trouble) {
      saved.setText("Not saved: " + trouble.getMessage());
    }
  }
}
