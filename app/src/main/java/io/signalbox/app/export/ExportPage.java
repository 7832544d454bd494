package io.signalbox.app.export;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Background;
import io.signalbox.app.fx.Ui;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.spi.ConfigExporter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The graph as the configuration of other gateways: what each can say of it, and the files.
public final class ExportPage extends VBox {
  private final Editor editor;
  private final Notices notices;
  private final Background background;
  private final Installation installation;
  private final FileDialogs choice;
  private final GatewayList gateways;
  private final Map<String, ExportResult> results = new HashMap<>();
  private final Label verdict = Parts.label("", "export-verdict");
  private final Label run = Parts.label("", "second");
  private final Label keys = Parts.label("", "second");
  private final Label instead = Parts.label("", "export-instead");
  private final Button save = Parts.button("Save files…", () -> {}, "accent");
  private final FileTabs files = new FileTabs();
  private final ExportReport report;
  private final SaveBar saving;
  private final VBox shown;
  private Optional<Document> exported = Optional.empty();
  private boolean wanted; // to be saved, as soon as it is known
  private Background.Stop stop = Background.Stop.NOTHING;

  /// @param choice asks where the files go
  public ExportPage(
      Editor editor,
      Notices notices,
      Background background,
      Installation installation,
      FileDialogs choice) {
    this.editor = editor;
    this.notices = notices;
    this.background = background;
    this.installation = installation;
    this.choice = choice;
    report = new ExportReport(editor, installation, files::reveal);
    gateways = new GatewayList(installation.exporters());
    saving = new SaveBar(notices, background);
    getStyleClass().addAll("pane", "export");
    getStylesheets()
        .add(Objects.requireNonNull(ExportPage.class.getResource("export.css")).toExternalForm());
    shown = new VBox(14, head(), report, saving, files);
    getChildren().addAll(title(), content());
    follow();
  }

  private HBox content() {
    instead.setWrapText(true);
    report.setPrefHeight(300);
    report.setMinHeight(120);
    VBox.setVgrow(files, Priority.ALWAYS);
    VBox.setVgrow(saving, Priority.ALWAYS);
    var right = new StackPane(instead, shown);
    HBox.setHgrow(right, Priority.ALWAYS);
    var parts = new HBox(14, gateways, right);
    VBox.setVgrow(parts, Priority.ALWAYS);
    return parts;
  }

  private void follow() {
    gateways.onChoice(this::choose);
    editor.documentProperty().addListener((o, before, now) -> export());
    sceneProperty().addListener((o, before, now) -> export());
    choose();
  }

  private static VBox title() {
    return new VBox(
        4,
        Parts.label("Export", "page-title"),
        Parts.pageWords("What the gateway does exactly, approximately, by hand or not at all."));
  }

  private VBox head() {
    var copy = Parts.button("Copy", this::copy, "quiet");
    copy.setId("export-copy");
    copy.setMinWidth(USE_PREF_SIZE);
    save.setId("export-save");
    save.setOnAction(e -> save());
    save.setMinWidth(USE_PREF_SIZE);
    verdict.setMinWidth(0);
    var row = new HBox(8, verdict, Parts.spring(), copy, save);
    row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    run.setWrapText(true);
    keys.setWrapText(true);
    List.of(run, keys).forEach(words -> words.setMinHeight(USE_PREF_SIZE));
    var box = new VBox(6, row, run, keys);
    box.getStyleClass().add("page-box");
    box.setMinHeight(USE_PREF_SIZE);
    return box;
  }

  /// Exports to all gateways, if the page is seen and something has changed.
  private void export() {
    Document document = editor.document();
    if (getScene() == null || exported.equals(Optional.of(document))) {
      return;
    }
    if (isStale(document)) {
      results.clear();
      gateways.forget();
      say("Working out the export…");
    }
    exported = Optional.of(document);
    stop.stop();
    stop =
        background.run(
            () -> all(document),
            this::ready,
            trouble -> say("The export failed: " + Wording.why(trouble) + "."));
  }

  /// Whether what is shown says nothing about a graph: it is of another one, or was refused. While
  /// a graph is edited, its last export stays until the next is known.
  private boolean isStale(Document document) {
    return exported.map(Document::file).filter(document.file()::equals).isEmpty()
        || results.isEmpty()
        || results.values().stream().anyMatch(each -> each instanceof ExportResult.Refused);
  }

  private Map<String, ExportResult> all(Document document) {
    var all = new HashMap<String, ExportResult>();
    installation
        .exporters()
        .forEach(each -> all.put(each.id(), GraphExport.of(document, installation, each)));
    return all;
  }

  private void ready(Map<String, ExportResult> all) {
    results.clear();
    results.putAll(all);
    all.forEach(gateways::show);
    choose();
    if (wanted) {
      save();
    }
  }

  private void choose() {
    saving.forget();
    Optional<ExportResult> result = gateways.chosen().map(ConfigExporter::id).map(results::get);
    if (result.isEmpty()) {
      say(
          installation.exporters().isEmpty()
              ? "No exporter is installed."
              : "Choose a gateway to see what is lost for each node.");
      return;
    }
    switch (result.get()) {
      case ExportResult.Refused refused -> say(refused.message());
      case ExportResult.Ready ready -> show(ready.export(), ready.proof());
    }
  }

  private void say(String words) {
    Parts.show(instead, words);
    instead.setVisible(true);
    shown.setVisible(false);
  }

  private void show(ConfigExporter.Export export, Optional<String> proof) {
    instead.setVisible(false);
    shown.setVisible(true);
    Parts.show(
        verdict,
        proof.orElse("Checked by the exporter, not tried on the gateway:")
            + " "
            + TextMentions.counts(export));
    Parts.show(run, export.run().strip());
    List<String> names = TextMentions.keys(export.files());
    Parts.show(
        keys,
        names.isEmpty()
            ? ""
            : "Keys are written as references, never as values: set "
                + String.join(", ", names)
                + " where the gateway runs.");
    keys.setVisible(!names.isEmpty());
    keys.setManaged(keys.isVisible());
    report.show(export);
    files.show(export.files());
  }

  private void copy() {
    files
        .front()
        .ifPresent(file -> {
          var content = new ClipboardContent();
          content.putString(file.text());
          Clipboard.getSystemClipboard().setContent(content);
          notices.tell(io.signalbox.app.state.Notice.said(file.name() + " was copied."));
        });
  }

  /// Saves the files; of a graph that is still worked on, when that is done.
  private void save() {
    Optional<ExportResult> result = gateways.chosen().map(ConfigExporter::id).map(results::get);
    wanted = result.isEmpty();
    if (result.orElse(null) instanceof ExportResult.Ready ready) {
      choice
          .directory("Choose a directory")
          .ifPresent(directory -> saving.save(directory, ready.export().files()));
    }
  }

  /// What can be done here; the page need not be made yet.
  ///
  /// @param page makes it when it is first needed
  public static List<Action> actions(
      Installation installation, Views views, Supplier<ExportPage> page) {
    var actions = new ArrayList<Action>();
    for (ConfigExporter each : installation.exporters()) {
      actions.add(
          Action.of(
              "export." + each.id(),
              "Export to " + each.name(),
              shown(views, page, export -> export.gateways.choose(each))));
    }
    actions.add(Action.of("export.save", "Save export…", shown(views, page, ExportPage::save)));
    actions.add(
        Action.of("export.copy", "Copy exported file", shown(views, page, ExportPage::copy)));
    return List.copyOf(actions);
  }

  private static Runnable shown(
      Views views, Supplier<ExportPage> page, Consumer<ExportPage> action) {
    return () -> {
      views.show(PageId.EXPORT);
      Ui.focus(page.get().save);
      action.accept(page.get());
    };
  }
}
