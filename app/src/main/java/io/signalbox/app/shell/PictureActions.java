package io.signalbox.app.shell;

import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Action;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.Drawing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// Pictures of the graph in front, drawn as `signalbox draw` does.
record PictureActions(Editor editor, Background background, Notices notices, FileDialogs choice) {

  List<Action> all() {
    var open =
        Bindings.createBooleanBinding(
            () -> editor.currentProperty().get().isPresent(), editor.currentProperty());
    return List.of(
        Action.of("graph.copy-picture", "Copy picture of graph", this::copy).when(open),
        Action.of("graph.copy-mermaid", "Copy graph as Mermaid", this::copyMermaid).when(open),
        Action.of("graph.save-picture", "Save picture of graph…", this::save).when(open));
  }

  private void copy() {
    RoutingGraph graph = editor.document().graph();
    background.run(
        () -> Drawing.png(graph),
        png -> {
          var content = new ClipboardContent();
          content.putImage(new Image(new ByteArrayInputStream(png)));
          put(content, "The picture was copied.");
        },
        this::fail);
  }

  private void copyMermaid() {
    var content = new ClipboardContent();
    content.putString(Drawing.mermaid(editor.document().graph()));
    put(content, "The graph was copied as Mermaid.");
  }

  private void put(ClipboardContent content, String words) {
    Clipboard.getSystemClipboard().setContent(content);
    notices.tell(Notice.said(words));
  }

  private void save() {
    RoutingGraph graph = editor.document().graph();
    String name = stem();
    choice
        .directory("Where the picture goes")
        .ifPresent(directory ->
            background.run(
                () -> written(directory, name, Drawing.svg(graph)),
                path -> notices.tell(Notice.said("Saved as " + path + ".")),
                this::fail));
  }

  private String stem() {
    return editor
        .currentProperty()
        .get()
        .map(file -> file.proposedName().replaceFirst("\\.(yaml|yml|json)$", ""))
        .orElse("graph");
  }

  /// Under a name that nothing has yet.
  static Path written(Path directory, String name, String svg) throws IOException {
    Path path = directory.resolve(name + ".svg");
    for (int i = 2; Files.exists(path); i++) {
      path = directory.resolve(name + "-" + i + ".svg");
    }
    Files.writeString(path, svg, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    return path;
  }

  private void fail(Exception trouble) {
    notices.tell(
        Notice.trouble(
            "The picture could not be made: "
                + Optional.ofNullable(trouble.getMessage()).orElseGet(trouble::toString)));
  }
}
