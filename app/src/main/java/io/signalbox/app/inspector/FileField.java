package io.signalbox.app.inspector;

import io.signalbox.app.kit.Formats;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.ValueField;
import io.signalbox.app.state.Notice;
import io.signalbox.engine.graph.RoutingGraph;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/// The path of a file, typed or chosen. It is relative to the graph's file, and must lie in its
/// directory or below.
final class FileField extends HBox {
  private final InspectorContext context;
  private final String name;
  private final ValueField<String> path;

  FileField(InspectorContext context, String name, String id) {
    this.context = context;
    this.name = name;
    path = new ValueField<>(name, Formats.text());
    path.control().setId(id);
    HBox.setHgrow(path, Priority.ALWAYS);
    Button choose =
        Parts.iconButton(MaterialDesignF.FOLDER_OPEN_OUTLINE, "Choose a file", this::choose);
    choose.setId(id + "-choose");
    getStyleClass().add("pair");
    getChildren().addAll(path, choose);
  }

  /// Told of each path that is taken.
  FileField onTaken(Consumer<String> reader) {
    path.onTaken(each -> reader.accept(each.strip()));
    return this;
  }

  void show(String value) {
    path.show(value);
  }

  void showSeveral() {
    path.showSeveral();
  }

  private void choose() {
    Path folder = folder();
    context.files().file(name, folder).ifPresent(file -> take(folder, file));
  }

  private Path folder() {
    RoutingGraph graph = context.editor().document().graph();
    return graph.folder().toAbsolutePath().normalize();
  }

  private void take(Path folder, Path file) {
    Path whole = file.toAbsolutePath().normalize();
    if (!whole.startsWith(folder)) {
      context
          .fixes()
          .notices()
          .tell(
              Notice.trouble(
                  "The file must be in the directory of the graph or below: " + folder + "."));
      return;
    }
    // A graph is for all systems, so its paths have slashes.
    path.control()
        .setText(
            StreamSupport.stream(folder.relativize(whole).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/")));
    path.commit();
  }
}
