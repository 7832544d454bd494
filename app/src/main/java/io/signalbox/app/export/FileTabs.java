package io.signalbox.app.export;

import io.signalbox.app.kit.code.CodeEditor;
import io.signalbox.app.kit.code.FileColours;
import io.signalbox.engine.spi.ConfigExporter;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/// The files of an export, to be read.
final class FileTabs extends TabPane {
  private List<ConfigExporter.File> files = List.of();

  FileTabs() {
    getStyleClass().addAll("page-box", "tool-window", "export-files");
    setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
    setAccessibleText("Exported files");
    setMinHeight(120);
  }

  void show(List<ConfigExporter.File> now) {
    boolean same =
        names(now).equals(names(files)) && !files.isEmpty() && getTabs().size() == now.size();
    files = now;
    if (same) {
      for (int i = 0; i < now.size(); i++) {
        editor(getTabs().get(i)).setText(now.get(i).text());
      }
      return;
    }
    getTabs().setAll(now.stream().map(FileTabs::tab).toList());
  }

  private static List<String> names(List<ConfigExporter.File> files) {
    return files.stream().map(ConfigExporter.File::name).toList();
  }

  private static Tab tab(ConfigExporter.File file) {
    var editor = new CodeEditor();
    editor.setEditable(false);
    editor.setColours(FileColours.of(file.name()));
    editor.load(file.text());
    return new Tab(file.name(), editor);
  }

  private static CodeEditor editor(Tab tab) {
    return (CodeEditor) tab.getContent();
  }

  /// The file in front.
  Optional<ConfigExporter.File> front() {
    int at = getSelectionModel().getSelectedIndex();
    return at < 0 || at >= files.size() ? Optional.empty() : Optional.of(files.get(at));
  }

  void reveal(TextMentions.Spot spot) {
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).name().equals(spot.file())) {
        getSelectionModel().select(i);
        editor(getTabs().get(i)).reveal(spot.line(), 1, 0);
      }
    }
  }
}
